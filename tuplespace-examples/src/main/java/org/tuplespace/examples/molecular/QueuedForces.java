package org.tuplespace.examples.molecular;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.tuplespace.TupleSpace;
import org.tuplespace.examples.farm.QueueRun;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.Priority;

/** Has the forces of each step computed by the workers of a run, block by block of cells. */
final class QueuedForces implements ForceField {

  private final TupleSpace space;
  private final QueueRun run;
  private final double box;
  private final int blocks;
  private long computingNanos;

  QueuedForces(QueueRun run, double box, int blocks) {
    this.space = run.space();
    this.run = run;
    this.box = box;
    this.blocks = blocks;
  }

  @Override
  public double[] values(int step, double[] positions) throws InterruptedException {
    JobQueue queue = run.queue();
    space.replace(
        StepTuples.anyPositions(queue.name()), StepTuples.positions(queue.name(), step, positions));
    // Ahead of the snapshots, for which nobody waits.
    List<String> ids = queue.enqueueAll(jobs(step), QueueRun.ONCE.withPriority(Priority.HIGH));
    List<CompletableFuture<ForceJob.Forces>> results = new ArrayList<>();
    ids.forEach(id -> results.add(queue.<ForceJob.Forces>results().takeAsync(id)));
    // The same cells as the workers have, so that only the values need to travel.
    Cells cells = new Cells(positions, box);
    double[] values = new double[positions.length / 3 * Cells.VALUES];
    for (CompletableFuture<ForceJob.Forces> result : results) {
      ForceJob.Forces some = run.await(result, () -> step);
      computingNanos += some.nanos();
      ForceField.place(cells.atoms(some.from(), some.to()), Doubles.of(some.values()), values);
    }
    return values;
  }

  private List<ForceJob> jobs(int step) {
    int perSide = Cells.perSide(box);
    int cells = perSide * perSide * perSide;
    List<ForceJob> jobs = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      int from = (int) ((long) block * cells / blocks);
      int to = (int) ((block + 1L) * cells / blocks);
      jobs.add(new ForceJob(step, box, from, to));
    }
    return jobs;
  }

  /** How long the workers computed, all together. */
  Duration computing() {
    return Duration.ofNanos(computingNanos);
  }
}
