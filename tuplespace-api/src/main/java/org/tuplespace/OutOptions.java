package org.tuplespace;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a tuple is put: how long it lives, and how long it waits before it can be seen.
 *
 * <p>A delayed tuple gets its place in the order, and starts its time to live, when it becomes
 * visible. Both run on the server's clock, in milliseconds. Immutable.
 *
 * @param timeToLive after this the tuple is gone; null for ever
 * @param delay until then nobody sees the tuple; zero for at once
 */
public record OutOptions(@Nullable Duration timeToLive, Duration delay) {

  /** Visible at once, for ever. */
  public static final OutOptions NONE = new OutOptions(null, Duration.ZERO);

  /**
   * Checks the durations.
   *
   * @throws IllegalArgumentException if the time to live is under a millisecond, or the delay is
   *     negative
   */
  public OutOptions {
    if (timeToLive != null && timeToLive.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException(
          "the time to live is " + timeToLive + "; it must be at least a millisecond");
    }
    if (delay == null || delay.isNegative()) {
      throw new IllegalArgumentException(
          "the delay is " + delay + "; write Duration.ZERO for none");
    }
  }

  /** Gone after {@code timeToLive}. */
  public static OutOptions timeToLive(Duration timeToLive) {
    return new OutOptions(timeToLive, Duration.ZERO);
  }

  /** Seen only after {@code delay}. */
  public static OutOptions delay(Duration delay) {
    return new OutOptions(null, delay);
  }

  /** These options, but gone {@code timeToLive} after the tuple became visible. */
  public OutOptions withTimeToLive(Duration timeToLive) {
    return new OutOptions(timeToLive, delay);
  }

  /** These options, but seen only after {@code delay}. */
  public OutOptions withDelay(Duration delay) {
    return new OutOptions(timeToLive, delay);
  }
}
