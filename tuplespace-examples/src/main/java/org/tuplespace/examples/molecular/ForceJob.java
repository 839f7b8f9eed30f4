package org.tuplespace.examples.molecular;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;
import org.tuplespace.jobs.Job;
import org.tuplespace.jobs.JobContext;

/**
 * The job of computing the forces on the atoms of some cells at a step. The positions are a tuple
 * beside the queue, which a worker reads once a step, however many jobs of the step it does.
 *
 * @param step whose positions
 * @param box the side of the box
 * @param from the first cell
 * @param to behind the last
 */
record ForceJob(int step, double box, int from, int to) implements Job<ForceJob.Forces> {

  /** What this process has read last. */
  private static final AtomicReference<@Nullable Known> LATEST = new AtomicReference<>();

  private record Known(String queue, int step, Cells cells) {}

  /**
   * What comes of it.
   *
   * @param from the first cell
   * @param to behind the last
   * @param nanos how long it took, without waiting
   * @param values those of {@link Cells#forces}, as bytes; none if the step is over
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  record Forces(int from, int to, long nanos, byte[] values) {}

  @Override
  public Forces run(JobContext context) {
    Known known = LATEST.get();
    if (known == null || known.step != step || !known.queue.equals(context.queue().name())) {
      known = read(context);
      LATEST.set(known);
    }
    if (known == null) {
      // This worker was stopped so long that others did its job; its result is refused.
      return new Forces(from, to, 0, new byte[0]);
    }
    long start = System.nanoTime();
    byte[] values = Doubles.bytes(known.cells.forces(from, to));
    return new Forces(from, to, System.nanoTime() - start, values);
  }

  private @Nullable Known read(JobContext context) {
    String queue = context.queue().name();
    Tuple tuple = context.tuples().rdp(StepTuples.positions(queue, step)).orElse(null);
    return tuple == null
        ? null
        : new Known(queue, step, new Cells(Doubles.of(tuple.getBytes(3)), box));
  }
}
