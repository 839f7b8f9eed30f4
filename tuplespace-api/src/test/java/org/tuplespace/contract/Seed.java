package org.tuplespace.contract;

/** The seed of a random test: logged, and given by {@code -Dtuplespace.seed=} to repeat a run. */
final class Seed {
  private static final String PROPERTY = "tuplespace.seed";

  private Seed() {}

  static long log(String test) {
    long seed = Long.getLong(PROPERTY, System.nanoTime());
    System.out.println(test + ": -D" + PROPERTY + "=" + seed);
    return seed;
  }
}
