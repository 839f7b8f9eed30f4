package org.tuplespace.examples.molecular;

/**
 * The Lennard-Jones potential up to a distance of 2.5, with the force shifted so that it is zero
 * there: energy and force are continuous, and the total energy of a simulation is conserved. See
 * Toxvaerd and Dyre, Journal of Chemical Physics 134, 081102 (2011).
 */
final class Pair {

  static final double CUTOFF = 2.5;
  static final double CUTOFF_SQUARED = CUTOFF * CUTOFF;

  private static final double ENERGY_AT_CUTOFF = energy(1 / CUTOFF_SQUARED);
  private static final double FORCE_AT_CUTOFF = forceOverDistance(1 / CUTOFF_SQUARED) * CUTOFF;

  private Pair() {}

  /** The energy at a distance below {@link #CUTOFF}, of which the square is given. */
  static double energyAt(double squared) {
    return energy(1 / squared) - ENERGY_AT_CUTOFF + (Math.sqrt(squared) - CUTOFF) * FORCE_AT_CUTOFF;
  }

  /** The repulsion divided by the distance. */
  static double forceOverDistanceAt(double squared) {
    return forceOverDistance(1 / squared) - FORCE_AT_CUTOFF / Math.sqrt(squared);
  }

  private static double energy(double inverseSquare) {
    double r6 = inverseSquare * inverseSquare * inverseSquare;
    return 4 * r6 * (r6 - 1);
  }

  private static double forceOverDistance(double inverseSquare) {
    double r6 = inverseSquare * inverseSquare * inverseSquare;
    return 48 * r6 * (r6 - 0.5) * inverseSquare;
  }
}
