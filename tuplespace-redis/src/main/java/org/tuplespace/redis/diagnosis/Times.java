package org.tuplespace.redis.diagnosis;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How long something took, some hundred times.
 *
 * @param median in nanoseconds
 * @param p99 what one in a hundred exceeded, in nanoseconds
 */
record Times(long median, long p99) {

  private static final int WARM_UP = 50;
  private static final int MEASURED = 200;
  private static final long SLOW_MEDIAN = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long SLOW_P99 = TimeUnit.MILLISECONDS.toNanos(50);
  private static final double MILLI = 1e6;

  static Times of(Runnable call) {
    for (int i = 0; i < WARM_UP; i++) {
      call.run();
    }
    long[] nanos = new long[MEASURED];
    for (int i = 0; i < MEASURED; i++) {
      long start = System.nanoTime();
      call.run();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return new Times(nanos[MEASURED / 2], nanos[MEASURED * 99 / 100]);
  }

  boolean isSlow() {
    return median > SLOW_MEDIAN || p99 > SLOW_P99;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.2f ms, one in a hundred over %.2f ms", median / MILLI, p99 / MILLI);
  }
}
