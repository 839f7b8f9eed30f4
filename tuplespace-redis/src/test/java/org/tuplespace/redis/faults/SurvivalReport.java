package org.tuplespace.redis.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The table of what survives under which setup: in target/durability.md, and, once all setups were
 * tried, in docs/durability.md. Thread-safe.
 */
final class SurvivalReport {

  private static final String HEADER =
      """
      | Redis keeps | what happens | times | outs | lost | takes | undone | commits | undone | twice | torn | \
      not replicated | outage p50 | p99 |
      |---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
      """;

  private record Row(int strikes, Survival survival) {}

  private static final Map<Setup, Row> ROWS = new EnumMap<>(Setup.class);

  private SurvivalReport() {}

  static synchronized void add(Setup setup, int strikes, Survival survival) {
    ROWS.put(setup, new Row(strikes, survival));
    System.out.print("durability: " + line(setup, ROWS.get(setup)));
    try {
      write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("\nSeed ").append(FaultSettings.SEED);
    text.append(", ").append(LocalDate.now(ZoneOffset.UTC));
    text.append(", ").append(Runtime.getRuntime().availableProcessors()).append(" processors");
    text.append(", Java ").append(Runtime.version().feature()).append(".\n\n").append(HEADER);
    ROWS.forEach((setup, row) -> text.append(line(setup, row)));
    text.append('\n');
    Path target = Files.createDirectories(Path.of("target"));
    Files.writeString(target.resolve("durability.md"), text);
    Path document = Path.of("..", "docs", "durability.md");
    if (ROWS.size() == Setup.values().length && Files.exists(document)) {
      Files.writeString(
          document, FaultReport.replaced(Files.readString(document), text.toString()));
    }
  }

  private static String line(Setup setup, Row row) {
    Survival it = row.survival();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %s | %s |%n",
        setup.text,
        setup.strike.text,
        row.strikes(),
        it.outs(),
        it.outsLost(),
        it.takes(),
        it.takesUndone(),
        it.commits(),
        it.commitsUndone(),
        it.twice(),
        it.torn(),
        it.notReplicated(),
        seconds(it.outages().percentile(50)),
        seconds(it.outages().percentile(99)));
  }

  private static String seconds(Optional<Duration> duration) {
    return duration
        .map(d -> String.format(Locale.ROOT, "%.2f s", d.toMillis() / 1000.0))
        .orElse("-");
  }
}
