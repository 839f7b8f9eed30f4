package org.tuplespace.examples.farm;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a run is.
 *
 * @param kind the kind of the job
 * @param fraction of the cost, from 0 to 1
 * @param done units
 * @param total units
 * @param unit what is counted, in the plural
 * @param elapsed since the start
 * @param timeLeft if it can be told yet
 */
public record Progress(
    String kind,
    double fraction,
    long done,
    long total,
    String unit,
    Duration elapsed,
    Optional<Duration> timeLeft) {

  /** Units done a second. */
  double rate() {
    double seconds = elapsed.toMillis() / 1000.0;
    return seconds > 0 ? done / seconds : 0;
  }
}
