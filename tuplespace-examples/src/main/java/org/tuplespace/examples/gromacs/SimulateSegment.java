package org.tuplespace.examples.gromacs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.examples.farm.QueueRun;
import org.tuplespace.examples.molecular.Xyz;
import org.tuplespace.jobs.Job;
import org.tuplespace.jobs.JobContext;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.OrderedResults;

/**
 * The job of simulating a part of a replica. Its frames appear, and the job for the next part is
 * queued, when it has ended: each exactly once, even if a worker is killed meanwhile.
 *
 * @param replica which, from 0
 * @param segment which part of it, from 0
 * @param checkpoint the state at the end of the part before; empty for the first
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record SimulateSegment(Plan plan, int replica, int segment, byte[] checkpoint)
    implements Job<Integer> {

  private static final String CHECKPOINT_BEFORE = "before.cpt";
  private static final String CHECKPOINT = "state.cpt";
  private static final double SAME_TIME = Plan.TIME_STEP / 2;

  /** The frames of a replica of the run whose jobs are in this queue. */
  static OrderedResults<Frame> frames(JobQueue queue, int replica) {
    return OrderedResults.on(queue, "replica " + replica);
  }

  /** The first of a replica. */
  static SimulateSegment first(Plan plan, int replica) {
    return new SimulateSegment(plan, replica, 0, new byte[0]);
  }

  String id() {
    return "replica-" + replica + "-segment-" + segment;
  }

  @Override
  public Integer run(JobContext context) throws IOException, InterruptedException {
    Path directory = WorkingDirectory.make(context.queue().name());
    try {
      simulate(directory);
      List<Frame> frames = framesIn(directory, context.worker());
      int index = plan.firstStep(segment) / plan.every();
      for (int i = segment == 0 ? 0 : 1; i < frames.size(); i++) { // the segments share a frame
        frames(context.queue(), replica).put(context.tuples(), index + i, frames.get(i));
      }
      if (segment + 1 < plan.segments()) {
        byte[] state = Files.readAllBytes(directory.resolve(CHECKPOINT));
        SimulateSegment next = new SimulateSegment(plan, replica, segment + 1, state);
        context
            .queue()
            .enqueue(context.tuples(), next, QueueRun.ONCE.withId(next.id()).withoutResult());
      }
      return frames.size();
    } finally {
      WorkingDirectory.remove(directory);
    }
  }

  private void simulate(Path directory) throws IOException, InterruptedException {
    Gmx gmx = new Gmx(directory);
    InputFiles.write(directory, plan, replica, segment);
    if (segment == 0) {
      gmx.run(List.of(), "grompp", "-f", InputFiles.PARAMETERS, "-o", "topol.tpr");
    } else {
      Files.write(directory.resolve(CHECKPOINT_BEFORE), checkpoint);
      gmx.run(
          List.of(),
          "grompp",
          "-f",
          InputFiles.PARAMETERS,
          "-t",
          CHECKPOINT_BEFORE,
          "-o",
          "topol.tpr");
    }
    gmx.run(List.of(), "mdrun", "-nt", "1", "-s", "topol.tpr", "-cpo", CHECKPOINT);
    gmx.run(
        List.of("0"), // all atoms
        "trjconv",
        "-f",
        "traj.trr",
        "-s",
        "topol.tpr",
        "-pbc",
        "atom",
        "-novel",
        "-o",
        "frames.g96");
    gmx.run(EnergyTable.TERMS, "energy", "-f", "ener.edr", "-dp", "-o", "energy.xvg");
  }

  /** All, with that of the first step, as they should be. */
  private List<Frame> framesIn(Path directory, String worker) throws IOException {
    List<TrajectoryText.Moment> moments = TrajectoryText.read(directory.resolve("frames.g96"));
    EnergyTable energies = EnergyTable.read(directory.resolve("energy.xvg"));
    int from = plan.firstStep(segment);
    int expected = (plan.firstStep(segment + 1) - from) / plan.every() + 1;
    if (moments.size() != expected || energies.rows() != expected) {
      throw new FarmException(
          id()
              + ": gmx wrote "
              + moments.size()
              + " frames and "
              + energies.rows()
              + " energies, not "
              + expected);
    }
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < expected; i++) {
      TrajectoryText.Moment moment = moments.get(i);
      double time = (from + i * plan.every()) * Plan.TIME_STEP;
      if (moment.positions().length != 3 * plan.atoms()
          || Math.abs(moment.picoseconds() - time) > SAME_TIME
          || Math.abs(energies.picoseconds(i) - time) > SAME_TIME) {
        throw new FarmException(
            id()
                + ": the frame of "
                + time
                + " ps has "
                + moment.positions().length / 3
                + " atoms at "
                + moment.picoseconds()
                + " ps, and energies of "
                + energies.picoseconds(i)
                + " ps");
      }
      frames.add(
          new Frame(
              worker,
              moment.step(),
              moment.picoseconds(),
              energies.potential(i),
              energies.kinetic(i),
              energies.temperature(i),
              Xyz.frame(moment.side() * 10, moment.picoseconds(), moment.positions(), 10)));
    }
    return frames;
  }
}
