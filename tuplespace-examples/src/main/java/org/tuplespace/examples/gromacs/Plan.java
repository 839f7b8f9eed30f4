package org.tuplespace.examples.gromacs;

import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.examples.molecular.Liquid;

/**
 * What is simulated.
 *
 * @param atoms of each replica
 * @param steps of each replica, of {@link #TIME_STEP} ps
 * @param every how many steps lie between two frames
 * @param replicas how many, which differ in their first velocities
 * @param segments how many jobs a replica is, one after the other
 * @param seed of the velocities of the first replica; the others have those that follow
 */
public record Plan(int atoms, int steps, int every, int replicas, int segments, int seed) {

  static final double TIME_STEP = 0.002;

  /** About that much text is an atom in a frame. */
  private static final int BYTES_AN_ATOM = 30;

  /** The frames of a segment are put in one step, which must not hold the server for long. */
  private static final long BYTES_A_SEGMENT = 2 << 20;

  private static final int FEWEST_SEGMENTS = 4;

  /**
   * Checks the numbers.
   *
   * @throws FarmException if the steps are no whole number of segments and frames
   */
  public Plan {
    if (steps % every != 0) {
      throw new FarmException(
          "a simulation of " + steps + " steps does not end with a frame every " + every);
    }
    if (segments < 1 || segments > steps / every) {
      throw new FarmException(
          "the segments are " + segments + "; they must be from 1 to " + steps / every);
    }
    Liquid unused = new Liquid(atoms, seed);
  }

  /** Some, so that little is lost with a worker, and more where frames are large. */
  public static int segments(int atoms, int steps, int every) {
    int intervals = steps / every;
    long bytes = (long) intervals * atoms * BYTES_AN_ATOM;
    long segments = Math.max(FEWEST_SEGMENTS, bytes / BYTES_A_SEGMENT);
    return (int) Math.max(1, Math.min(intervals, segments));
  }

  /** Of a replica, with that of the beginning. */
  public int frames() {
    return steps / every + 1;
  }

  /** The first step of a segment, which is the last one of the segment before. */
  int firstStep(int segment) {
    return (int) ((long) (steps / every) * segment / segments) * every;
  }

  Liquid liquid() {
    return new Liquid(atoms, seed);
  }
}
