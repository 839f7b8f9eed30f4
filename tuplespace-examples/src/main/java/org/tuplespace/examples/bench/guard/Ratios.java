package org.tuplespace.examples.bench.guard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tuplespace.examples.bench.report.Results;
import org.tuplespace.examples.bench.system.LocalSystem;
import org.tuplespace.examples.bench.system.QueueSystem;
import org.tuplespace.examples.bench.system.RawSystem;
import org.tuplespace.examples.bench.system.ScriptSystem;
import org.tuplespace.examples.bench.system.TuplespaceSystem;

/** The ratios that are watched. */
public final class Ratios {

  private static final String OURS = TuplespaceSystem.ID;
  private static final String LOCAL = LocalSystem.ID;

  private static final List<Ratio> ALL =
      List.of(
          Ratio.of("W1.out.own", OURS, ScriptSystem.ID),
          Ratio.of("W1.in.own", OURS, ScriptSystem.ID),
          Ratio.of("W2.p50", OURS, QueueSystem.ID),
          Ratio.ofRows(OURS, "W3.first.10000", "W3.first.0"),
          Ratio.ofRows(OURS, "W3.second.10000", "W3.second.0"),
          Ratio.of("W7.out", OURS, RawSystem.ID),
          Ratio.of("W7.in", OURS, RawSystem.ID),
          Ratio.of("W8.bulk", OURS, QueueSystem.ID),
          Ratio.of("W8.done.1", OURS, QueueSystem.ID),
          Ratio.of("W8.done.50", OURS, QueueSystem.ID),
          Ratio.of("W9.16", OURS, ScriptSystem.ID),
          Ratio.of("cost.out", OURS, ScriptSystem.ID),
          Ratio.of("cost.in", OURS, ScriptSystem.ID),
          Ratio.of("memory.own", OURS, RawSystem.ID),
          Ratio.of("memory.one", OURS, RawSystem.ID),
          Ratio.of("allocation.out", OURS, RawSystem.ID),
          Ratio.of("allocation.in", OURS, RawSystem.ID),
          Ratio.of("allocation.out", LOCAL, RawSystem.ID),
          Ratio.of("allocation.in", LOCAL, RawSystem.ID));

  private Ratios() {}

  /** Whether one of them is of this row. */
  public static boolean need(String metric) {
    return ALL.stream()
        .anyMatch(
            ratio ->
                ratio.ours().metric().equals(metric) || ratio.yardstick().metric().equals(metric));
  }

  /** Those that were measured, by name. */
  public static Map<String, Double> of(Results results) {
    Map<String, Double> measured = new LinkedHashMap<>();
    for (Ratio ratio : ALL) {
      ratio.of(results).ifPresent(value -> measured.put(ratio.name(), value));
    }
    return measured;
  }
}
