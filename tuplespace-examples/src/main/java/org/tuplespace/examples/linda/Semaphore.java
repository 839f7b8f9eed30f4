package org.tuplespace.examples.linda;

import java.util.concurrent.TimeUnit;
import org.tuplespace.LiveField;
import org.tuplespace.TupleSpace;

/** A semaphore: as many tuples as may be inside at once. */
public final class Semaphore implements LindaProgram {

  private static final int PERMITS = 3;
  private static final int PROCESSES = 10;
  private static final int STAY_MILLIS = 20;

  /** Goes inside, looks around, and leaves; the result is how many were inside. */
  record Visitor() implements LiveField<Integer> {
    @Override
    public Integer evaluate(TupleSpace space) throws InterruptedException {
      space.in("permit");
      int inside = space.in("inside", Integer.class).getInt(1) + 1;
      space.out("inside", inside);
      TimeUnit.MILLISECONDS.sleep(STAY_MILLIS);
      space.out("inside", space.in("inside", Integer.class).getInt(1) - 1);
      space.out("permit");
      return inside;
    }
  }

  @Override
  public void run(TupleSpace space) throws InterruptedException {
    space.out("inside", 0);
    for (int i = 0; i < PROCESSES; i++) {
      space.eval("visitor", i, new Visitor());
    }
    for (int i = 0; i < PERMITS; i++) {
      space.out("permit");
    }

    int most = 0;
    for (int i = 0; i < PROCESSES; i++) {
      most = Math.max(most, space.in("visitor", i, Integer.class).getInt(2));
    }
    if (most < 1 || most > PERMITS || space.inp("inside", 0).isEmpty()) {
      throw new IllegalStateException(most + " were inside at once, with " + PERMITS + " permits");
    }
    System.out.println(
        PROCESSES
            + " visitors, "
            + PERMITS
            + " permits: at most "
            + most
            + " were inside at once.");
  }
}
