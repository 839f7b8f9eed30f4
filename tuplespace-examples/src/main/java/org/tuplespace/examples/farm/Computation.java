package org.tuplespace.examples.farm;

import org.tuplespace.Tuple;

/** What the workers of a job do with a task. Used by one thread. */
@FunctionalInterface
public interface Computation {

  /**
   * Computes the result of a task from its payload.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  Tuple compute(Tuple payload) throws InterruptedException;
}
