package org.tuplespace.examples.gromacs;

/**
 * A moment of a replica, as it lies in the space. Energies are those of all atoms, in kJ/mol.
 *
 * @param worker who simulated it
 * @param step which
 * @param picoseconds from the beginning, as GROMACS tells it
 * @param temperature in kelvin
 * @param xyz the atoms, as a part of an extended XYZ file
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record Frame(
    String worker,
    int step,
    double picoseconds,
    double potential,
    double kinetic,
    double temperature,
    byte[] xyz) {

  double total() {
    return potential + kinetic;
  }
}
