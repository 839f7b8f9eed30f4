package org.tuplespace.examples.molecular;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.examples.farm.QueueRun;
import org.tuplespace.jobs.OrderedCursor;
import org.tuplespace.jobs.OrderedResult;
import org.tuplespace.jobs.OrderedResults;

/** A simulation whose forces and snapshots are jobs of a queue. */
public final class Dynamics {

  /** The kind of the run. */
  public static final String KIND = "molecular";

  /** What it counts. */
  public static final String UNIT = "steps";

  /** Of the total energy; more would mean that the simulation is wrong. */
  public static final double MAX_DRIFT = 1e-3;

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long LOOK_AFTER_NANOS = POLL.toNanos();
  private static final int WINDOW = 32;

  /** As much work as several round trips to the server. */
  private static final int ATOMS_A_BLOCK = 500;

  private static final int MIN_BLOCKS = 2;

  private final Plan plan;
  private final QueueRun run;
  private final OrderedResults<byte[]> snapshots;
  private final QueuedForces forces;
  private int queued;
  private int written;
  private long lookedAfter = System.nanoTime();

  /**
   * What to do.
   *
   * @param every how many steps lie between two snapshots
   * @param trajectory where the snapshots go
   * @param plot where the picture of the energies goes
   */
  public record Plan(Liquid liquid, int steps, int every, Path trajectory, Path plot) {

    int snapshots() {
      return steps / every + 1;
    }
  }

  /**
   * What came of it.
   *
   * @param drift how far the total energy was from the first at most, as a part of it
   * @param energy the total of an atom at the end, in kJ/mol
   * @param temperature at the end, in kelvin
   * @param fingerprint SHA-256 over all bits of the last positions and velocities
   * @param elapsed from first to last
   * @param computing the time that workers computed forces, all together
   */
  public record Outcome(
      int snapshots,
      double drift,
      double energy,
      double temperature,
      String fingerprint,
      Duration elapsed,
      Duration computing) {}

  private Dynamics(Plan plan, QueueRun run) {
    this.plan = plan;
    this.run = run;
    this.snapshots = SnapshotJob.snapshots(run.queue()).withWindow(WINDOW);
    this.forces = new QueuedForces(run, plan.liquid().box(), blocks(plan.liquid()));
  }

  /** Enough for some workers, and large enough to be worth a job. */
  private static int blocks(Liquid liquid) {
    int perSide = Cells.perSide(liquid.box());
    int most = perSide * perSide * perSide;
    return Math.min(most, Math.max(MIN_BLOCKS, liquid.atoms() / ATOMS_A_BLOCK));
  }

  /**
   * Simulates, and writes trajectory and plot.
   *
   * @throws FarmException if a job failed, no worker is left, a file can't be written, or energy is
   *     not conserved
   */
  public static Outcome simulate(Plan plan, QueueRun run) throws InterruptedException {
    return new Dynamics(plan, run).simulate();
  }

  private Outcome simulate() throws InterruptedException {
    snapshots.end(plan.snapshots());
    Simulation simulation;
    try (Trajectory trajectory = new Trajectory(plan.trajectory());
        OrderedCursor<byte[]> cursor = snapshots.consume()) {
      simulation = new Simulation(plan.liquid(), forces);
      queueSnapshot(simulation, cursor, trajectory);
      while (simulation.step() < plan.steps()) {
        simulation.advance();
        if (simulation.step() % plan.every() == 0) {
          queueSnapshot(simulation, cursor, trajectory);
        }
        lookAfter(simulation.step());
      }
      while (!cursor.isAtEnd()) {
        writeNext(cursor, trajectory);
        lookAfter(simulation.step());
      }
    }
    if (written != plan.snapshots()) {
      throw new FarmException(
          "the trajectory has " + written + " snapshots, not " + plan.snapshots());
    }
    EnergyPlot.write(plan.plot(), plan.liquid().atoms(), simulation.energies());
    return outcome(simulation);
  }

  private Outcome outcome(Simulation simulation) {
    double drift = Energy.drift(simulation.energies());
    if (!(drift <= MAX_DRIFT)) {
      throw new FarmException("energy is not conserved: it drifted by " + 100 * drift + " %");
    }
    Energy last = simulation.energies().get(simulation.energies().size() - 1);
    return new Outcome(
        written,
        drift,
        last.total() * Argon.KILOJOULE_PER_MOL,
        last.kinetic() / 1.5 * Argon.KELVIN,
        simulation.fingerprint(),
        run.elapsed(),
        forces.computing());
  }

  private void queueSnapshot(
      Simulation simulation, OrderedCursor<byte[]> cursor, Trajectory trajectory)
      throws InterruptedException {
    while (!snapshots.awaitRoom(queued, Duration.ZERO)) {
      writeNext(cursor, trajectory);
      lookAfter(simulation.step());
    }
    byte[] positions = Doubles.bytes(simulation.positions());
    run.queue()
        .enqueue(
            new SnapshotJob(queued, simulation.step(), plan.liquid().box(), positions),
            QueueRun.ONCE.withId("snapshot-" + queued).withoutResult());
    queued++;
    for (long before = -1; before < cursor.position(); ) {
      before = cursor.position();
      write(cursor.next(Duration.ZERO), trajectory);
    }
  }

  private void writeNext(OrderedCursor<byte[]> cursor, Trajectory trajectory)
      throws InterruptedException {
    write(cursor.next(POLL), trajectory);
  }

  private void write(Optional<OrderedResult<byte[]>> next, Trajectory trajectory) {
    if (next.isEmpty()) {
      return;
    }
    if (next.get().index() != written) {
      throw new FarmException(
          "snapshot " + next.get().index() + " came in the place of " + written);
    }
    trajectory.add(next.get().value());
    written++;
  }

  private void lookAfter(int step) throws InterruptedException {
    if (System.nanoTime() - lookedAfter > LOOK_AFTER_NANOS) {
      lookedAfter = System.nanoTime();
      run.lookAfter(step);
    }
  }

  /** The fingerprint of the same simulation by one thread here, without any space. */
  public static String fingerprint(Liquid liquid, int steps) throws InterruptedException {
    Simulation simulation = new Simulation(liquid, ForceField.sequential(liquid.box()));
    while (simulation.step() < steps) {
      simulation.advance();
    }
    return simulation.fingerprint();
  }
}
