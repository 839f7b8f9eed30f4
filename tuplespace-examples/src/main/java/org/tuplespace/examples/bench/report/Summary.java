package org.tuplespace.examples.bench.report;

import java.util.List;

/**
 * What is told of the values of all rounds.
 *
 * @param median the middle value, or the mean of the middle two
 * @param min the least
 * @param max the greatest
 * @param rounds how many values there are
 */
public record Summary(double median, double min, double max, int rounds) {

  /**
   * Of at least one value.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Summary of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values, so no median");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Summary(percentile(sorted, 50), sorted[0], sorted[sorted.length - 1], sorted.length);
  }

  /**
   * The value below which {@code percent} of the sorted values are, by the mean of the two at the
   * border where there is one.
   */
  public static double percentile(double[] sorted, double percent) {
    double place = sorted.length * percent / 100;
    int above = (int) Math.floor(place);
    if (above >= sorted.length) {
      return sorted[sorted.length - 1];
    }
    return place == above && above > 0 ? (sorted[above - 1] + sorted[above]) / 2 : sorted[above];
  }

  /** (max - min) / median: 0.1 says that the rounds were a tenth apart. */
  public double spread() {
    return median == 0 ? 0 : (max - min) / median;
  }
}
