package org.tuplespace.examples.linuxtuples;

import org.tuplespace.LiveField;
import org.tuplespace.TupleSpace;
import org.tuplespace.examples.linda.LindaProgram;

/** A broadcast: one tuple, which everyone reads and nobody takes. */
public final class Broadcast implements LindaProgram {

  private static final int READERS = 8;
  private static final int VALUE = 17;

  /** Waits for the value, which is the result. */
  record Reader() implements LiveField<Integer> {
    @Override
    public Integer evaluate(TupleSpace space) throws InterruptedException {
      return space.rd("value of n", Integer.class).getInt(1);
    }
  }

  @Override
  public void run(TupleSpace space) throws InterruptedException {
    for (int i = 0; i < READERS; i++) {
      space.eval("reader", i, new Reader());
    }
    space.out("value of n", VALUE);
    for (int i = 0; i < READERS; i++) {
      int heard = space.in("reader", i, Integer.class).getInt(2);
      if (heard != VALUE) {
        throw new IllegalStateException("reader " + i + " heard " + heard);
      }
    }
    System.out.println("All " + READERS + " readers heard that n is " + VALUE + ".");
  }
}
