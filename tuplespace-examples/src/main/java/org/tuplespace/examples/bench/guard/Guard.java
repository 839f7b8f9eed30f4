package org.tuplespace.examples.bench.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells which ratios have become worse than recorded. */
public final class Guard {

  /** What a ratio may grow by; docs/benchmarks.md says how steady they are. */
  public static final double TOLERANCE = 1.3;

  private Guard() {}

  /**
   * One line for each that is too much worse, or was not measured: its name, what is recorded and
   * what was measured. Empty if all is well.
   */
  public static List<String> complaints(
      Map<String, Double> recorded, Map<String, Double> measured) {
    List<String> complaints = new ArrayList<>();
    recorded.forEach(
        (name, before) -> {
          Double now = measured.get(name);
          if (now == null) {
            complaints.add(name + ": recorded " + number(before) + ", not measured");
          } else if (now > before * TOLERANCE) {
            complaints.add(
                String.format(
                    Locale.ROOT,
                    "%s: recorded %s, measured %s, %.2f times as bad",
                    name,
                    number(before),
                    number(now),
                    now / before));
          }
        });
    return complaints;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
