package org.tuplespace.examples.molecular;

import java.util.List;

/** Of an atom in the mean, in epsilon. */
record Energy(double potential, double kinetic) {

  double total() {
    return potential + kinetic;
  }

  /** How far the total energy was from the first at most, as a part of it. */
  static double drift(List<Energy> energies) {
    double first = energies.get(0).total();
    return energies.stream()
        .mapToDouble(energy -> Math.abs((energy.total() - first) / first))
        .max()
        .orElse(0);
  }
}
