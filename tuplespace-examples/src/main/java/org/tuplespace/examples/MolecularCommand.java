package org.tuplespace.examples;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.examples.farm.QueueRun;
import org.tuplespace.examples.molecular.Dynamics;
import org.tuplespace.examples.molecular.Liquid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code example molecular}. */
@Command(
    name = Dynamics.KIND,
    description = "Simulates liquid argon, with worker processes.",
    footer = {
      "",
      "Prints the files, what became of the energy and the SHA-256 of the last state on",
      "standard output, and how it goes on standard error. To lend the processors of",
      "another machine, start the same command there with --join. Both must be given the",
      "same --redis."
    })
final class MolecularCommand implements Callable<Integer> {

  @Mixin private FarmOptions options = new FarmOptions();

  private int atoms = 1_000;
  private int steps = 1_000;
  private int every = 10;

  @Option(names = "--seed", paramLabel = "N", description = "Of the velocities; by default 1.")
  private long seed = 1;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "The trajectory, in XYZ format; by default argon.xyz.")
  private Path output = Path.of("argon.xyz");

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "The energies over time, as a PNG; by default argon.png.")
  private Path plot = Path.of("argon.png");

  @Option(
      names = "--check",
      description = "Simulates once more, in this process alone, and compares all bits.")
  private boolean check;

  @Option(
      names = "--atoms",
      paramLabel = "N",
      description = "How many, at least " + Liquid.FEWEST_ATOMS + "; by default 1000.")
  void setAtoms(int count) {
    if (count < Liquid.FEWEST_ATOMS || count > Liquid.MOST_ATOMS) {
      throw options.wrongUsage(
          "--atoms must be from "
              + Liquid.FEWEST_ATOMS
              + " to "
              + Liquid.MOST_ATOMS
              + ", not "
              + count);
    }
    atoms = count;
  }

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "How many steps of 2.15 fs; by default 1000.")
  void setSteps(int count) {
    if (count < 1) {
      throw options.wrongUsage("--steps must be at least 1, not " + count);
    }
    steps = count;
  }

  @Option(
      names = "--every",
      paramLabel = "N",
      description = "How many steps lie between two snapshots; by default 10.")
  void setEvery(int count) {
    if (count < 1) {
      throw options.wrongUsage("--every must be at least 1, not " + count);
    }
    every = count;
  }

  @Override
  public Integer call() throws InterruptedException {
    Farm farm = new Farm(options);
    if (options.isJoin()) {
      return farm.join(Dynamics.KIND, "jobs");
    }
    Liquid liquid = new Liquid(atoms, seed);
    Dynamics.Plan plan = new Dynamics.Plan(liquid, steps, every, output, plot);
    Dynamics.Outcome outcome =
        farm.run(
            new QueueRun.Goal(Dynamics.KIND, steps, Dynamics.UNIT),
            "Simulating " + atoms + " argon atoms for " + steps + " steps",
            run -> Dynamics.simulate(plan, run));
    farm.tell(
        "Took "
            + Report.seconds(outcome.elapsed())
            + ", of which workers computed forces for "
            + Report.seconds(share(outcome.computing()))
            + " each.");
    if (check && !Dynamics.fingerprint(liquid, steps).equals(outcome.fingerprint())) {
      throw new FarmException("the result is not what this process alone computes");
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d snapshots of %d atoms%n%s: total energy %.4f kJ/mol an atom, drift %.4f %%, at the"
            + " end %.1f K%nSHA-256 of the last state %s%s%n",
        output,
        outcome.snapshots(),
        atoms,
        plot,
        outcome.energy(),
        100 * outcome.drift(),
        outcome.temperature(),
        outcome.fingerprint(),
        check ? ", as computed by this process alone" : "");
    return ExitStatus.OK;
  }

  private Duration share(Duration computing) {
    return computing.dividedBy(options.workers());
  }
}
