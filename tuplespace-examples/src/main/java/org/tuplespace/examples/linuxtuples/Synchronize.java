package org.tuplespace.examples.linuxtuples;

import org.tuplespace.LiveField;
import org.tuplespace.TupleSpace;
import org.tuplespace.examples.linda.LindaProgram;

/** A barrier: each program counts the tuple down, and waits for it to be at zero. */
public final class Synchronize implements LindaProgram {

  private static final int PROGRAMS = 6;

  /** Comes to the barrier; the result is how many had come when it went on. */
  record Program(int number) implements LiveField<Integer> {
    @Override
    public Integer evaluate(TupleSpace space) throws InterruptedException {
      space.out("has come", number);
      int left = space.in("synchronize", Integer.class).getInt(1);
      space.out("synchronize", left - 1);
      space.rd("synchronize", 0);
      return (int) space.count("has come", Integer.class);
    }
  }

  @Override
  public void run(TupleSpace space) throws InterruptedException {
    for (int i = 0; i < PROGRAMS; i++) {
      space.eval("program", i, new Program(i));
    }
    space.out("synchronize", PROGRAMS);
    for (int i = 0; i < PROGRAMS; i++) {
      int come = space.in("program", i, Integer.class).getInt(2);
      if (come != PROGRAMS) {
        throw new IllegalStateException("program " + i + " went on when " + come + " had come");
      }
    }
    System.out.println("All " + PROGRAMS + " programs went on together.");
  }
}
