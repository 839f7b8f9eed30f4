package org.tuplespace.examples.farm;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the time left from the pace since the first result, so that the time in which the
 * workers started does not count. Used by one thread.
 */
final class TimeLeft {

  private double firstFraction;
  private @Nullable Duration firstAt;

  /** The estimate when {@code fraction} of the work is done at {@code now}. */
  Optional<Duration> at(double fraction, Duration now) {
    if (fraction <= 0) {
      return Optional.empty();
    }
    if (firstAt == null) {
      firstAt = now;
      firstFraction = fraction;
    }
    double gained = fraction - firstFraction;
    if (gained <= 0) {
      return Optional.empty();
    }
    double millis = now.minus(firstAt).toMillis() * (1 - fraction) / gained;
    return Optional.of(Duration.ofMillis(Math.round(millis)));
  }
}
