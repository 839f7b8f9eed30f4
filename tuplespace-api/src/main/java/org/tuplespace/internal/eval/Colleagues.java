package org.tuplespace.internal.eval;

import java.util.concurrent.TimeUnit;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceException;

/** Whether an {@code EvalWorker} is alive; looked up once a second at most. Thread-safe. */
final class Colleagues {

  private static final long VALID_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final TupleSpace space;
  private boolean areThere;
  private long lookedAt = System.nanoTime() - VALID_NANOS;

  Colleagues(TupleSpace space) {
    this.space = space;
  }

  synchronized boolean areThere() {
    if (System.nanoTime() - lookedAt >= VALID_NANOS) {
      try {
        areThere = space.rdp(EvalTuples.workers()).isPresent();
      } catch (TupleSpaceException e) {
        areThere = false; // who can't ask helps itself
      }
      lookedAt = System.nanoTime();
    }
    return areThere;
  }
}
