package org.tuplespace.examples.bench.report;

import java.util.Locale;
import java.util.Optional;

/** The text of one cell: the median, the spread, and the ratio to the first system. */
final class Cell {

  private Cell() {}

  static String of(Results results, Metric metric, String system, String reference) {
    Optional<Summary> summary = results.summary(metric.id(), system);
    if (summary.isEmpty()) {
      return results.note(metric.id(), system).orElse("-");
    }
    Summary told = summary.get();
    String text = number(told.median());
    if (told.rounds() > 1) {
      text += " (" + number(told.min()) + ".." + number(told.max()) + ")";
    }
    Optional<Double> ratio = results.timesAsGood(metric, system, reference);
    return system.equals(reference) || ratio.isEmpty()
        ? text
        : text + " " + number(ratio.get()) + "x";
  }

  /** To three digits; whole numbers in groups of thousands. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size != 0 && size < 0.01) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    if (size >= 100) {
      double unit = Math.pow(10, Math.floor(Math.log10(size)) - 2);
      return String.format(Locale.ROOT, "%,.0f", Math.round(value / unit) * unit);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
  }
}
