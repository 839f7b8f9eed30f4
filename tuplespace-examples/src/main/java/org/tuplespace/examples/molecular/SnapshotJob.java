package org.tuplespace.examples.molecular;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
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

  /**
   * In extended XYZ: the number of atoms, the box and the time, and a line an atom, in angstrom.
   */
  byte[] xyz() {
    double[] places = Doubles.of(positions);
    double side = box * Argon.ANGSTROM;
    StringBuilder text = new StringBuilder();
    text.append(places.length / 3).append('\n');
    text.append(
        String.format(
            Locale.ROOT,
            "Lattice=\"%.4f 0 0 0 %.4f 0 0 0 %.4f\" Properties=species:S:1:pos:R:3 Time=%.4f\n",
            side,
            side,
            side,
            step * Simulation.TIME_STEP * Argon.PICOSECOND));
    for (int i = 0; i < places.length; i += 3) {
      text.append(
          String.format(
              Locale.ROOT,
              "Ar %.4f %.4f %.4f\n",
              places[i] * Argon.ANGSTROM,
              places[i + 1] * Argon.ANGSTROM,
              places[i + 2] * Argon.ANGSTROM));
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
