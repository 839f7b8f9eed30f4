package org.tuplespace.examples;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run says at its end, beside the answer. */
final class Report {

  private Report() {}

  /** A line a worker, in columns. */
  static List<String> workers(Map<String, Long> unitsByWorker, String unit) {
    int longestName = unitsByWorker.keySet().stream().mapToInt(String::length).max().orElse(0);
    int longestCount =
        unitsByWorker.values().stream().mapToInt(n -> n.toString().length()).max().orElse(0);
    String format = "  %-" + Math.max(1, longestName) + "s  %" + Math.max(1, longestCount) + "d %s";
    return unitsByWorker.entrySet().stream()
        .map(e -> String.format(Locale.ROOT, format, e.getKey(), e.getValue(), unit))
        .toList();
  }

  /** As in "1.9 s". */
  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
