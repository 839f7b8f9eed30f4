package org.tuplespace.examples.bench.workload;

/** How much a second. */
public final class Rate {

  private static final double NANOS = 1e9;

  private Rate() {}

  /** Of what was done from {@code start}, of {@link System#nanoTime}, until now. */
  public static double of(double amount, long start) {
    return amount / seconds(start);
  }

  /** How long it took until now. */
  public static double seconds(long start) {
    return Math.max(1, System.nanoTime() - start) / NANOS;
  }
}
