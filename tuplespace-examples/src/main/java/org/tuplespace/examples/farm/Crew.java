package org.tuplespace.examples.farm;

import java.time.Duration;
import java.util.List;

/** The workers that this machine adds to a run. Used by one thread; closing stops them. */
public interface Crew extends AutoCloseable {

  /**
   * Looks after the workers, and replaces those that were killed.
   *
   * @return the names of those that died since the last call
   */
  List<String> checkUp();

  /** How many units they have finished, also those that have died since. */
  long unitsDone();

  /** Whether any is at work. */
  boolean isWorking();

  /**
   * Waits until all have ended by themselves.
   *
   * @return whether they have
   * @throws InterruptedException if interrupted
   */
  boolean awaitEnd(Duration timeout) throws InterruptedException;

  /** What the last one said that failed, or an empty string. */
  String lastWords();

  /** Ends those that are left, at once; their tasks are given up. */
  @Override
  void close();
}
