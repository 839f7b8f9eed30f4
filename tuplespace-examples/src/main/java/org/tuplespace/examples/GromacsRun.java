package org.tuplespace.examples;

import java.nio.file.Path;
import java.util.Locale;
import org.tuplespace.examples.farm.QueueRun;
import org.tuplespace.examples.gromacs.Gmx;
import org.tuplespace.examples.gromacs.Plan;
import org.tuplespace.examples.gromacs.Replicas;
import picocli.CommandLine;

/** What {@code example molecular --engine gromacs} does. */
final class GromacsRun {

  private GromacsRun() {}

  /** Whether this machine can do it; says what is missing if not. */
  static boolean isPossible(Farm farm) {
    if (!Gmx.isInstalled()) {
      farm.tell("tuples: " + Gmx.MISSING);
      return false;
    }
    return true;
  }

  static int join(Farm farm) throws InterruptedException {
    return isPossible(farm) ? farm.join(Replicas.KIND, "jobs") : CommandLine.ExitCode.USAGE;
  }

  static int simulate(Farm farm, Plan plan, Path output) throws InterruptedException {
    if (!isPossible(farm)) {
      return CommandLine.ExitCode.USAGE;
    }
    long frames = (long) plan.replicas() * plan.frames();
    Replicas.Outcome outcome =
        farm.run(
            new QueueRun.Goal(Replicas.KIND, frames, Replicas.UNIT),
            "Simulating "
                + plan.replicas()
                + " times "
                + plan.atoms()
                + " argon atoms for "
                + plan.steps()
                + " steps by GROMACS",
            run -> Replicas.simulate(plan, output, run));
    farm.report("Frames", outcome.elapsed(), outcome.framesByWorker(), Replicas.UNIT);
    for (Replicas.Summary replica : outcome.replicas()) {
      System.out.printf(
          Locale.ROOT,
          "%s: %d frames of %d atoms, each once; mean temperature %.1f K, total energy %.4f kJ/mol"
              + " an atom, drift %.4f %%%n",
          replica.trajectory(),
          replica.frames(),
          plan.atoms(),
          replica.temperature(),
          replica.energy(),
          100 * replica.drift());
    }
    return ExitStatus.OK;
  }
}
