package org.tuplespace.examples.linuxtuples;

import org.tuplespace.LiveField;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.examples.linda.LindaProgram;

/** Scatter and gather: pieces go out in any order, and their results come back by number. */
public final class ScatterGather implements LindaProgram {

  private static final int PIECES = 100;
  private static final int WORKERS = 4;

  /** Squares what it takes, until it takes a piece below 0; the result is how many it did. */
  record Worker() implements LiveField<Integer> {
    @Override
    public Integer evaluate(TupleSpace space) throws InterruptedException {
      for (int done = 0; ; done++) {
        Tuple piece = space.in("please process", Integer.class, Integer.class);
        if (piece.getInt(1) < 0) {
          return done;
        }
        space.out("here you go", piece.getInt(1), piece.getInt(2) * piece.getInt(2));
      }
    }
  }

  @Override
  public void run(TupleSpace space) throws InterruptedException {
    for (int i = 0; i < WORKERS; i++) {
      space.eval("worker", i, new Worker());
    }
    for (int i = 0; i < PIECES; i++) {
      space.out("please process", i, i + 1);
    }
    int sum = 0;
    for (int i = 0; i < PIECES; i++) {
      sum += space.in("here you go", i, Integer.class).getInt(2);
    }
    int done = 0;
    for (int i = 0; i < WORKERS; i++) {
      space.out("please process", -1, 0);
    }
    for (int i = 0; i < WORKERS; i++) {
      done += space.in("worker", i, Integer.class).getInt(2);
    }
    if (sum != PIECES * (PIECES + 1) * (2 * PIECES + 1) / 6 || done != PIECES) {
      throw new IllegalStateException("the sum is " + sum + ", of " + done + " pieces");
    }
    System.out.println("The sum of the first " + PIECES + " squares is " + sum + ".");
  }
}
