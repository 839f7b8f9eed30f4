package org.tuplespace.examples.gromacs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.tuplespace.examples.molecular.Argon;
import org.tuplespace.examples.molecular.Liquid;

/** What GROMACS needs to know of a segment: atoms, forces, and how to simulate. */
final class InputFiles {

  static final String CONFIGURATION = "conf.gro";
  static final String TOPOLOGY = "topol.top";
  static final String PARAMETERS = "grompp.mdp";

  private static final double SIGMA = Argon.ANGSTROM / 10;
  private static final double CUTOFF = 2.5 * SIGMA;

  private InputFiles() {}

  static void write(Path directory, Plan plan, int replica, int segment) throws IOException {
    Files.writeString(directory.resolve(CONFIGURATION), configuration(plan.liquid()));
    Files.writeString(directory.resolve(TOPOLOGY), topology(plan.atoms()));
    Files.writeString(directory.resolve(PARAMETERS), parameters(plan, replica, segment));
  }

  /** The lattice of the beginning, in nm. */
  private static String configuration(Liquid liquid) {
    double[] positions = liquid.positions();
    StringBuilder text = new StringBuilder("argon\n").append(liquid.atoms()).append('\n');
    for (int atom = 0; atom < liquid.atoms(); atom++) {
      int number = (atom + 1) % 100_000; // five columns, as the format has it
      text.append(
          String.format(
              Locale.ROOT,
              "%5d%-5s%5s%5d%8.3f%8.3f%8.3f\n",
              number,
              "AR",
              "AR",
              number,
              positions[3 * atom] * SIGMA,
              positions[3 * atom + 1] * SIGMA,
              positions[3 * atom + 2] * SIGMA));
    }
    double side = liquid.box() * SIGMA;
    return text.append(String.format(Locale.ROOT, "%10.5f%10.5f%10.5f\n", side, side, side))
        .toString();
  }

  private static String topology(int atoms) {
    double sigma6 = Math.pow(SIGMA, 6);
    double c6 = 4 * Argon.KILOJOULE_PER_MOL * sigma6;
    double c12 = c6 * sigma6;
    return String.format(
        Locale.ROOT,
        """
        [ defaults ]
        ; Lennard-Jones, of which C6 and C12 are given
        1 1 no 1.0 1.0

        [ atomtypes ]
        AR 18 %.3f 0.0 A %.8e %.8e

        [ moleculetype ]
        AR 1

        [ atoms ]
        1 AR 1 AR AR 1 0.0 %.3f

        [ system ]
        argon

        [ molecules ]
        AR %d
        """,
        Argon.MASS,
        c6,
        c12,
        Argon.MASS,
        atoms);
  }

  /**
   * Velocity Verlet without thermostat, so that the energy tells whether all is well; the force
   * goes smoothly to zero at the cutoff for the same reason.
   */
  private static String parameters(Plan plan, int replica, int segment) {
    int first = plan.firstStep(segment);
    return String.format(
        Locale.ROOT,
        """
        integrator = md-vv
        dt = %s
        init-step = %d
        nsteps = %d
        nstxout = %d
        nstenergy = %d
        nstcalcenergy = %d
        nstlog = 0
        cutoff-scheme = Verlet
        verlet-buffer-tolerance = -1
        nstlist = 10
        rlist = %.4f
        rvdw = %.4f
        rcoulomb = %.4f
        vdw-modifier = Force-switch
        rvdw-switch = %.4f
        tcoupl = no
        pcoupl = no
        %s
        """,
        Plan.TIME_STEP,
        first,
        plan.firstStep(segment + 1) - first,
        plan.every(),
        plan.every(),
        plan.every(),
        CUTOFF + 0.15,
        CUTOFF,
        CUTOFF,
        2 * SIGMA,
        segment == 0
            ? "gen-vel = yes\ngen-temp = "
                + Liquid.TEMPERATURE * Argon.KELVIN
                + "\ngen-seed = "
                + (plan.seed() + replica)
            : "continuation = yes\ngen-vel = no");
  }
}
