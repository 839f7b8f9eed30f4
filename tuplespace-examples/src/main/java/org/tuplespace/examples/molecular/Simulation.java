package org.tuplespace.examples.molecular;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Advances atoms by velocity Verlet (Swope and others, Journal of Chemical Physics 76, 637, 1982).
 * For one thread.
 */
final class Simulation {

  /** About 2 fs for argon. */
  static final double TIME_STEP = 0.001;

  private final double box;
  private final ForceField forceField;
  private final double[] positions;
  private final double[] velocities;
  private final List<Energy> energies = new ArrayList<>();
  private double[] values;
  private int step;

  /**
   * At the beginning.
   *
   * @throws InterruptedException if interrupted while the first forces are computed
   */
  Simulation(Liquid liquid, ForceField forceField) throws InterruptedException {
    this.box = liquid.box();
    this.forceField = forceField;
    this.positions = liquid.positions();
    this.velocities = liquid.velocities();
    this.values = forceField.values(0, positions);
    energies.add(energy());
  }

  /** Advances by a step. */
  void advance() throws InterruptedException {
    step++;
    kick();
    for (int i = 0; i < positions.length; i++) {
      positions[i] = wrapped(positions[i] + velocities[i] * TIME_STEP);
    }
    values = forceField.values(step, positions);
    kick();
    energies.add(energy());
  }

  private void kick() {
    for (int i = 0; i < velocities.length; i++) {
      velocities[i] += values[i / 3 * Cells.VALUES + i % 3] * (TIME_STEP / 2);
    }
  }

  private double wrapped(double coordinate) {
    if (coordinate < 0) {
      double up = coordinate + box;
      return up < box ? up : 0; // a tiny negative number rounds to the box
    }
    return coordinate < box ? coordinate : coordinate - box;
  }

  private Energy energy() {
    double potential = 0;
    double kinetic = 0;
    int atoms = positions.length / 3;
    for (int atom = 0; atom < atoms; atom++) {
      potential += values[atom * Cells.VALUES + 3];
      double vx = velocities[3 * atom];
      double vy = velocities[3 * atom + 1];
      double vz = velocities[3 * atom + 2];
      kinetic += (vx * vx + vy * vy + vz * vz) / 2;
    }
    return new Energy(potential / atoms, kinetic / atoms);
  }

  /** Steps made. */
  int step() {
    return step;
  }

  /** Not copied. */
  double[] positions() {
    return positions;
  }

  /** At the beginning and after each step. */
  List<Energy> energies() {
    return energies;
  }

  /** SHA-256 over all bits of positions and velocities, in hexadecimal. */
  String fingerprint() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
    for (double[] each : List.of(positions, velocities)) {
      digest.update(Doubles.bytes(each));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
