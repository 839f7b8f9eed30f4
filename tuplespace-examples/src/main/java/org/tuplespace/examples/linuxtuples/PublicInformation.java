package org.tuplespace.examples.linuxtuples;

import org.tuplespace.LiveField;
import org.tuplespace.TupleSpace;
import org.tuplespace.examples.linda.LindaProgram;

/** Public information: whoever changes it takes the old tuple and puts the new one. */
public final class PublicInformation implements LindaProgram {

  private static final int WRITERS = 5;
  private static final int CHANGES = 40;

  /** Raises the number so often; the result is how often. */
  record Writer() implements LiveField<Integer> {
    @Override
    public Integer evaluate(TupleSpace space) throws InterruptedException {
      for (int i = 0; i < CHANGES; i++) {
        int visitors = space.in("visitors", Integer.class).getInt(1);
        space.out("visitors", visitors + 1);
      }
      return CHANGES;
    }
  }

  @Override
  public void run(TupleSpace space) throws InterruptedException {
    space.out("visitors", 0);
    for (int i = 0; i < WRITERS; i++) {
      space.eval("writer", i, new Writer());
    }
    int last = 0;
    for (int ended = 0; ended < WRITERS; ) {
      int visitors = space.rd("visitors", Integer.class).getInt(1);
      if (visitors < last) {
        throw new IllegalStateException("the number fell from " + last + " to " + visitors);
      }
      last = visitors;
      if (space.inp("writer", ended, Integer.class).isPresent()) {
        ended++;
      }
    }
    int all = space.in("visitors", Integer.class).getInt(1);
    if (all != WRITERS * CHANGES) {
      throw new IllegalStateException(all + " visitors, not " + WRITERS * CHANGES);
    }
    System.out.println(WRITERS + " writers counted " + all + " visitors, and none twice.");
  }
}
