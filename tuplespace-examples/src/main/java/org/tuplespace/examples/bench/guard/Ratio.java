package org.tuplespace.examples.bench.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.report.Results;
import org.tuplespace.examples.bench.report.Summary;

/**
 * How many times as bad one figure is as another one of the same run. Machines differ, and what
 * else they do; both figures are of the same one, a moment apart.
 *
 * @param ours the row and the system that is judged
 * @param yardstick those it is compared with, of the same unit
 */
record Ratio(Figure ours, Figure yardstick) {

  /** A cell of the table. */
  record Figure(String metric, String system) {
    @Override
    public String toString() {
      return metric + " of " + system;
    }
  }

  /** The same row of two systems. */
  static Ratio of(String metric, String system, String yardstick) {
    return new Ratio(new Figure(metric, system), new Figure(metric, yardstick));
  }

  /** Two rows of the same system. */
  static Ratio ofRows(String system, String metric, String yardstick) {
    return new Ratio(new Figure(metric, system), new Figure(yardstick, system));
  }

  /** Names it in the file and in messages. */
  String name() {
    return ours + " to " + yardstick;
  }

  /**
   * The median of the ratios of the rounds, since the two of one round were disturbed alike; empty
   * if something was not measured.
   */
  Optional<Double> of(Results results) {
    Optional<Metric> metric =
        results.metrics().stream().filter(row -> row.id().equals(ours.metric())).findFirst();
    List<Double> theirs = results.values(yardstick.metric(), yardstick.system());
    List<Double> own = results.values(ours.metric(), ours.system());
    int rounds = Math.min(own.size(), theirs.size());
    if (metric.isEmpty() || rounds == 0) {
      return Optional.empty();
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      double times = own.get(i) / theirs.get(i);
      ratios.add(metric.get().moreIsBetter() ? 1 / times : times);
    }
    return Optional.of(Summary.of(ratios).median());
  }
}
