package org.tuplespace.examples;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.examples.farm.QueueRun;
import org.tuplespace.examples.gromacs.Plan;
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
      "Prints the files and what became of the energy on standard output, with the SHA-256",
      "of the last state unless GROMACS computes, and how it goes on standard error. To lend",
      "the processors of another machine, start the same command there with --join. Both must",
      "be given the same --redis, and the same --engine."
    })
final class MolecularCommand implements Callable<Integer> {

  private static final String OWN = "own";
  private static final String GROMACS = "gromacs";

  private static final int DEFAULT_REPLICAS = 4;
  private static final int MOST_REPLICAS = 100;
  private static final int MOST_SEED = 1_000_000_000;

  @Mixin private FarmOptions options = new FarmOptions();

  private int atoms = 1_000;
  private int steps = 1_000;
  private int every = 10;

  private long seed = 1;

  private boolean byGromacs;

  private @Nullable Integer replicas;
  private @Nullable Integer segments;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "The trajectory, in XYZ format; by default argon.xyz. GROMACS writes argon-1.xyz,"
              + " argon-2.xyz and so on.")
  private Path output = Path.of("argon.xyz");

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "The energies over time, as a PNG; by default argon.png.")
  private @Nullable Path plot;

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
      description = "How many steps of 2.15 fs, or of 2 fs by GROMACS; by default 1000.")
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

  @Option(names = "--seed", paramLabel = "N", description = "Of the velocities; by default 1.")
  void setSeed(long number) {
    seed = number;
  }

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "Who computes: own, the program in this example, whose jobs are the forces of a step; or"
              + " gromacs, the program gmx of GROMACS, whose jobs are parts of several simulations."
              + " By default own.")
  void setEngine(String name) {
    if (!name.equals(OWN) && !name.equals(GROMACS)) {
      throw options.wrongUsage("--engine must be " + OWN + " or " + GROMACS + ", not " + name);
    }
    byGromacs = name.equals(GROMACS);
  }

  @Option(
      names = "--replicas",
      paramLabel = "N",
      description =
          "For GROMACS: how many simulations, of other velocities each; by default "
              + DEFAULT_REPLICAS
              + ".")
  void setReplicas(int count) {
    if (count < 1 || count > MOST_REPLICAS) {
      throw options.wrongUsage("--replicas must be from 1 to " + MOST_REPLICAS + ", not " + count);
    }
    replicas = count;
  }

  @Option(
      names = "--segments",
      paramLabel = "N",
      description =
          "For GROMACS: how many jobs a simulation is, one after the other; by default 4, and more"
              + " where frames are large.")
  void setSegments(int count) {
    if (count < 1) {
      throw options.wrongUsage("--segments must be at least 1, not " + count);
    }
    segments = count;
  }

  @Override
  public Integer call() throws InterruptedException {
    Farm farm = new Farm(options);
    if (byGromacs) {
      return callGromacs(farm);
    }
    if (replicas != null || segments != null) {
      throw options.wrongUsage("--replicas and --segments are for --engine gromacs");
    }
    return simulate(farm, plot != null ? plot : Path.of("argon.png"));
  }

  private int callGromacs(Farm farm) throws InterruptedException {
    if (check || plot != null) {
      throw options.wrongUsage("--check and --plot are not for --engine gromacs");
    }
    if (options.isJoin()) {
      return GromacsRun.join(farm);
    }
    if (steps % every != 0) {
      throw options.wrongUsage(
          "--steps must be a multiple of --every, which is " + every + ", not " + steps);
    }
    if (segments != null && segments > steps / every) {
      throw options.wrongUsage(
          "--segments must be at most " + steps / every + ", a frame each, not " + segments);
    }
    if (seed < 1 || seed > MOST_SEED) {
      throw options.wrongUsage("--seed must be from 1 to " + MOST_SEED + ", not " + seed);
    }
    Plan plan =
        new Plan(
            atoms,
            steps,
            every,
            replicas != null ? replicas : DEFAULT_REPLICAS,
            segments != null ? segments : Plan.segments(atoms, steps, every),
            (int) seed);
    return GromacsRun.simulate(farm, plan, output);
  }

  private int simulate(Farm farm, Path picture) throws InterruptedException {
    if (options.isJoin()) {
      return farm.join(Dynamics.KIND, "jobs");
    }
    Liquid liquid = new Liquid(atoms, seed);
    Dynamics.Plan plan = new Dynamics.Plan(liquid, steps, every, output, picture);
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
        picture,
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
