package org.tuplespace.examples.bench.report;

/**
 * One row of the table.
 *
 * @param id names it in options, in JSON and in recorded ratios, as {@code W1.out}
 * @param title tells people what it is
 * @param unit of the values, as {@code 1/s}
 * @param moreIsBetter whether a greater value is the better one
 */
public record Metric(String id, String title, String unit, boolean moreIsBetter) {

  /** How much of something in a second. */
  public static Metric rate(String id, String title, String unit) {
    return new Metric(id, title, unit, true);
  }

  /** What something takes: time, memory. */
  public static Metric cost(String id, String title, String unit) {
    return new Metric(id, title, unit, false);
  }
}
