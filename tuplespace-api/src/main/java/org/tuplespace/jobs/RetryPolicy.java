package org.tuplespace.jobs;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a job is tried, and how long after a failure it is tried again: exponential backoff
 * with jitter.
 *
 * <p>The delay doubles from {@code firstDelay} with each failure, up to {@code longestDelay}; of
 * that, a random part between half and the whole is waited, so that jobs that failed together don't
 * come back together.
 *
 * <p>An attempt that failed threw an exception. One that crashed took its worker with it, or its
 * worker fell silent: that is counted apart, since it is mostly not the job's fault, and tried
 * again without delay.
 *
 * @param attempts after so many failures the job is a dead letter
 * @param crashes after more crashes in a row than this the job is a dead letter
 */
public record RetryPolicy(int attempts, Duration firstDelay, Duration longestDelay, int crashes) {

  /** 5 attempts, 1 s to 5 min apart, 5 crashes. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofMinutes(5), 5);

  /** One attempt; a crash is no attempt. */
  public static final RetryPolicy NONE = DEFAULT.withAttempts(1);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if {@code attempts} is under 1, {@code crashes} under 0, or a
   *     delay negative
   */
  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException(
          "the attempts are " + attempts + "; they must be at least 1, which means no retry");
    }
    if (crashes < 0) {
      throw new IllegalArgumentException(
          "the crashes are " + crashes + "; write 0 to give up at the first");
    }
    requireDelay(firstDelay);
    requireDelay(longestDelay);
  }

  private static void requireDelay(Duration delay) {
    if (delay == null || delay.isNegative()) {
      throw new IllegalArgumentException(
          "the delay is " + delay + "; write Duration.ZERO to try again at once");
    }
  }

  /** The same with another number of attempts. */
  public RetryPolicy withAttempts(int count) {
    return new RetryPolicy(count, firstDelay, longestDelay, crashes);
  }

  /** The same with other delays. */
  public RetryPolicy withDelays(Duration first, Duration longest) {
    return new RetryPolicy(attempts, first, longest, crashes);
  }

  /** The same with another number of crashes. */
  public RetryPolicy withCrashes(int count) {
    return new RetryPolicy(attempts, firstDelay, longestDelay, count);
  }

  /** How long to wait after so many failures, at least one. */
  Duration delayAfter(int failures, RandomGenerator random) {
    long longest = longestDelay.toMillis();
    long delay = firstDelay.toMillis();
    for (int i = 1; i < failures && delay < longest; i++) {
      delay = delay > longest / 2 ? longest : 2 * delay;
    }
    delay = Math.min(delay, longest);
    return Duration.ofMillis(delay - (long) (random.nextDouble() * (delay / 2.0)));
  }
}
