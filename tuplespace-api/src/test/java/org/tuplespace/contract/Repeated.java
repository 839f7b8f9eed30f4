package org.tuplespace.contract;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A step that a thread of its own repeats while the test's thread observes. Neither can be over
 * before the other has begun: both go on until each was done often enough.
 */
final class Repeated {
  private static final int OFTEN = 60;

  private final AtomicInteger rounds = new AtomicInteger();
  private final AtomicBoolean observed = new AtomicBoolean();
  private final Step step;

  private Repeated(Step step) {
    this.step = step;
  }

  /** One round of the step, which gets its number, from 0. */
  interface Step {
    void round(int number) throws Exception;
  }

  /** What the test's thread looks at beside it. */
  interface Observation {
    void look() throws Exception;
  }

  /** Repeats the step in a thread of the fixture; answers with the number of its rounds. */
  static int whileObserved(SpaceFixture fixture, Step step, Observation observation)
      throws Exception {
    Repeated repeated = new Repeated(step);
    Caller<Void> repeating = fixture.call(repeated::repeat);
    try {
      long end = System.nanoTime() + SpaceFixture.PATIENCE.toNanos();
      boolean goesOn = true;
      for (int looks = 0; goesOn && (looks < OFTEN || repeated.rounds.get() < OFTEN); looks++) {
        observation.look();
        // If it fails or hangs, its result says how.
        goesOn = !repeating.isDone() && System.nanoTime() - end < 0;
      }
    } finally {
      repeated.observed.set(true);
    }
    repeating.result();
    return repeated.rounds.get();
  }

  private Void repeat() throws Exception {
    while (!observed.get()) {
      step.round(rounds.get());
      rounds.incrementAndGet();
    }
    return null;
  }
}
