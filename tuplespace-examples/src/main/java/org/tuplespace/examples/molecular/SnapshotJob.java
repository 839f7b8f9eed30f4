package org.tuplespace.examples.molecular;

import org.tuplespace.jobs.Job;
import org.tuplespace.jobs.JobContext;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.OrderedResults;

/**
 * The job of writing the atoms of a moment as text; it appears among the snapshots when the job has
 * ended.
 *
 * @param index which snapshot, from 0
 * @param step when
 * @param box the side of the box
 * @param positions as bytes
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record SnapshotJob(int index, int step, double box, byte[] positions) implements Job<Integer> {

  /** The snapshots of the run whose jobs are in this queue, each a part of an XYZ file. */
  static OrderedResults<byte[]> snapshots(JobQueue queue) {
    return OrderedResults.on(queue, "snapshots");
  }

  @Override
  public Integer run(JobContext context) {
    snapshots(context.queue()).put(context.tuples(), index, xyz());
    return index;
  }

  /** In extended XYZ. */
  byte[] xyz() {
    double picoseconds = step * Simulation.TIME_STEP * Argon.PICOSECOND;
    return Xyz.frame(box * Argon.ANGSTROM, picoseconds, Doubles.of(positions), Argon.ANGSTROM);
  }
}
