package org.tuplespace.examples.farm;

import java.time.Duration;

/** Adds workers to a run that somebody else coordinates. */
public final class Joiner {

  private static final Duration POLL = Duration.ofMillis(250);

  private Joiner() {}

  /**
   * Looks after a crew until all its workers have ended.
   *
   * @throws FarmException if none of them got to the end of the run
   * @throws InterruptedException if interrupted
   */
  public static void join(Run run, Crew crew) throws InterruptedException {
    while (crew.isWorking()) {
      crew.awaitEnd(POLL);
      for (String dead : crew.checkUp()) {
        run.bury(dead);
      }
    }
  }
}
