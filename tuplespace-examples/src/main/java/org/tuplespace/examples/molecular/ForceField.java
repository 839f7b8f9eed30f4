package org.tuplespace.examples.molecular;

/** Computes the forces on all atoms. */
@FunctionalInterface
interface ForceField {

  /**
   * Computes the {@link Cells#VALUES} of all atoms, in the order of their numbers.
   *
   * @param step counted from 0
   * @param positions as {@link Cells} has them
   * @throws InterruptedException if the thread is interrupted
   */
  double[] values(int step, double[] positions) throws InterruptedException;

  /** By this thread. */
  static ForceField sequential(double box) {
    return (step, positions) -> {
      Cells cells = new Cells(positions, box);
      double[] values = new double[positions.length / 3 * Cells.VALUES];
      place(cells.atoms(0, cells.count()), cells.forces(0, cells.count()), values);
      return values;
    };
  }

  /** Puts the values of some atoms into those of all. */
  static void place(int[] atoms, double[] some, double[] all) {
    for (int i = 0; i < atoms.length; i++) {
      System.arraycopy(some, i * Cells.VALUES, all, atoms[i] * Cells.VALUES, Cells.VALUES);
    }
  }
}
