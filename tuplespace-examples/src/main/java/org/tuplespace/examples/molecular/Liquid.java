package org.tuplespace.examples.molecular;

import java.util.Random;
import org.tuplespace.examples.farm.FarmException;

/**
 * What is simulated: atoms that begin on a simple cubic lattice, which melts at once, with
 * velocities of a temperature.
 *
 * @param atoms how many
 * @param seed of the velocities
 */
public record Liquid(int atoms, long seed) {

  /** With fewer the box would be too small for the cutoff. */
  public static final int FEWEST_ATOMS = 338;

  public static final int MOST_ATOMS = 1_000_000;

  private static final double DENSITY = 0.8;

  /** Of the first velocities, in epsilon / k. */
  public static final double TEMPERATURE = 1.5;

  /**
   * Checks the number.
   *
   * @throws FarmException if the box would be too small for the cutoff, or there are too many
   */
  public Liquid {
    if (atoms < 1 || atoms > MOST_ATOMS) {
      throw new FarmException("the atoms are " + atoms + "; they must be 1 to " + MOST_ATOMS);
    }
    int unused = Cells.perSide(box(atoms));
  }

  /** The side of the periodic box, in sigma. */
  public double box() {
    return box(atoms);
  }

  private static double box(int atoms) {
    return StrictMath.cbrt(atoms / DENSITY);
  }

  /**
   * Places on the smallest lattice with room for all, three numbers an atom, in sigma; those left
   * free are spread over it.
   */
  public double[] positions() {
    int perSide = (int) Math.ceil(StrictMath.cbrt(atoms) - 1e-9);
    long places = (long) perSide * perSide * perSide;
    double spacing = box() / perSide;
    double[] positions = new double[3 * atoms];
    for (int atom = 0; atom < atoms; atom++) {
      long place = atom * places / atoms;
      positions[3 * atom] = (place / perSide / perSide + 0.5) * spacing;
      positions[3 * atom + 1] = (place / perSide % perSide + 0.5) * spacing;
      positions[3 * atom + 2] = (place % perSide + 0.5) * spacing;
    }
    return positions;
  }

  /** Normally distributed, without a motion of the whole, scaled to the temperature. */
  double[] velocities() {
    Random random = new Random(seed);
    double[] velocities = new double[3 * atoms];
    for (int i = 0; i < velocities.length; i++) {
      velocities[i] = random.nextGaussian();
    }
    double squares = 0;
    for (int axis = 0; axis < 3; axis++) {
      double sum = 0;
      for (int i = axis; i < velocities.length; i += 3) {
        sum += velocities[i];
      }
      for (int i = axis; i < velocities.length; i += 3) {
        velocities[i] -= sum / atoms;
        squares += velocities[i] * velocities[i];
      }
    }
    double scale = Math.sqrt(TEMPERATURE * 3 * (atoms - 1) / squares);
    for (int i = 0; i < velocities.length; i++) {
      velocities[i] *= scale;
    }
    return velocities;
  }
}
