package org.tuplespace.examples.molecular;

import java.util.Arrays;
import org.tuplespace.examples.farm.FarmException;

/**
 * Atoms of a periodic cube, sorted into cells that are no smaller than the cutoff: all neighbours
 * of an atom are in its cell and the 26 around it.
 *
 * <p>The force on an atom is summed over these cells in a fixed order, and over the atoms of each
 * in the order of their numbers. So it has the same bits whoever computes it, and with whatever
 * others; for this each pair is computed twice, once for either atom.
 */
final class Cells {

  /** For each atom: the force in x, y and z, and its half of the energies of its pairs. */
  static final int VALUES = 4;

  private final double[] positions;
  private final double box;
  private final int perSide;

  /**
   * The atoms of cell {@code c} are {@code atoms[starts[c]]} to before {@code atoms[starts[c+1]]}.
   */
  private final int[] starts;

  private final int[] atoms;

  /**
   * Sorts atoms.
   *
   * @param positions x, y and z of each in turn, from 0 to below the side of the box
   * @param box the side
   */
  Cells(double[] positions, double box) {
    this.positions = positions;
    this.box = box;
    this.perSide = perSide(box);
    int count = positions.length / 3;
    int[] cellOf = new int[count];
    this.starts = new int[perSide * perSide * perSide + 1];
    for (int atom = 0; atom < count; atom++) {
      cellOf[atom] = cell(atom);
      starts[cellOf[atom] + 1]++;
    }
    for (int cell = 1; cell < starts.length; cell++) {
      starts[cell] += starts[cell - 1];
    }
    this.atoms = new int[count];
    int[] next = starts.clone();
    for (int atom = 0; atom < count; atom++) {
      atoms[next[cellOf[atom]]++] = atom;
    }
  }

  /**
   * How many cells a side has.
   *
   * @throws FarmException if it were less than three, and a cell twice its own neighbour
   */
  static int perSide(double box) {
    int perSide = (int) (box / Pair.CUTOFF);
    if (perSide < 3) {
      throw new FarmException(
          "there are too few atoms: the box must have at least three times the cutoff on a side");
    }
    return perSide;
  }

  private int cell(int atom) {
    int x = slot(positions[3 * atom]);
    int y = slot(positions[3 * atom + 1]);
    int z = slot(positions[3 * atom + 2]);
    return (x * perSide + y) * perSide + z;
  }

  private int slot(double coordinate) {
    return Math.min(perSide - 1, (int) (coordinate / box * perSide));
  }

  int count() {
    return starts.length - 1;
  }

  /** The atoms of cells {@code from} to before {@code to}, in the order of {@link #forces}. */
  int[] atoms(int from, int to) {
    return Arrays.copyOfRange(atoms, starts[from], starts[to]);
  }

  /** The {@link #VALUES} of the atoms of cells {@code from} to before {@code to}. */
  double[] forces(int from, int to) {
    double[] values = new double[VALUES * (starts[to] - starts[from])];
    int at = 0;
    for (int cell = from; cell < to; cell++) {
      int[] around = around(cell);
      for (int i = starts[cell]; i < starts[cell + 1]; i++) {
        sum(atoms[i], around, values, at);
        at += VALUES;
      }
    }
    return values;
  }

  private int[] around(int cell) {
    int x = cell / perSide / perSide;
    int y = cell / perSide % perSide;
    int z = cell % perSide;
    int[] around = new int[27];
    int count = 0;
    for (int dx = -1; dx <= 1; dx++) {
      for (int dy = -1; dy <= 1; dy++) {
        for (int dz = -1; dz <= 1; dz++) {
          around[count++] = (wrap(x + dx) * perSide + wrap(y + dy)) * perSide + wrap(z + dz);
        }
      }
    }
    return around;
  }

  private int wrap(int slot) {
    return (slot + perSide) % perSide;
  }

  private void sum(int atom, int[] around, double[] values, int at) {
    double x = positions[3 * atom];
    double y = positions[3 * atom + 1];
    double z = positions[3 * atom + 2];
    double fx = 0;
    double fy = 0;
    double fz = 0;
    double energy = 0;
    for (int cell : around) {
      for (int i = starts[cell]; i < starts[cell + 1]; i++) {
        int other = atoms[i];
        double dx = nearest(x - positions[3 * other]);
        double dy = nearest(y - positions[3 * other + 1]);
        double dz = nearest(z - positions[3 * other + 2]);
        double squared = dx * dx + dy * dy + dz * dz;
        if (squared < Pair.CUTOFF_SQUARED && other != atom) {
          double force = Pair.forceOverDistanceAt(squared);
          fx += force * dx;
          fy += force * dy;
          fz += force * dz;
          energy += Pair.energyAt(squared) / 2;
        }
      }
    }
    values[at] = fx;
    values[at + 1] = fy;
    values[at + 2] = fz;
    values[at + 3] = energy;
  }

  /** The distance to the nearest of the periodic images. */
  private double nearest(double distance) {
    if (distance > box / 2) {
      return distance - box;
    }
    return distance < -box / 2 ? distance + box : distance;
  }
}
