package org.tuplespace.examples.bench.workload;

/**
 * The jobs of one run of W8: the more of them the more run at once, so that starting and ending the
 * worker is a small part of the time.
 *
 * @param atOnce how many a worker does at once
 * @param oneByOne how many are queued one by one
 * @param inBulk how many more are queued after those, {@link #BULK} at a time; none if 0
 */
public record JobLoad(int atOnce, int oneByOne, int inBulk) {

  /** How many are queued at a time where they are queued in bulk. */
  public static final int BULK = 500;

  /** All of them. */
  public int jobs() {
    return oneByOne + inBulk;
  }

  /** As the parameters of a run show it. */
  @Override
  public String toString() {
    String first = atOnce + " at once: " + oneByOne + " one by one";
    return inBulk == 0 ? first : first + " and " + inBulk + " in bulk";
  }
}
