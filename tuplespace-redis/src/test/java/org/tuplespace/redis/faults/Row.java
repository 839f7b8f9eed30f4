package org.tuplespace.redis.faults;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of the report.
 *
 * @param account what was counted; null if nothing was to be counted
 * @param variant what was varied within the scenario
 * @param faults how many were injected
 * @param note what else there is to say; empty if nothing
 */
record Row(
    Scenario scenario,
    String variant,
    int faults,
    @Nullable Account account,
    Recovery recovery,
    String note) {

  static final String HEADER =
      """
      | | scenario | variant | faults | tuples | lost | doubled | reordered | came back | in hand | \
      recovery p50 | p99 | |
      |--:|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|
      """;

  /** What could not be done on this machine. */
  static Row notDone(Scenario scenario, String variant, String reason) {
    return withoutAccount(scenario, variant, 0, "not done: " + reason);
  }

  /** Where tuples are not what is counted. */
  static Row withoutAccount(Scenario scenario, String variant, int faults, String note) {
    return new Row(scenario, variant, faults, null, Recovery.of(List.of()), note);
  }

  @Override
  public String toString() {
    String counted =
        account == null
            ? "- | - | - | - | - | -"
            : String.format(
                Locale.ROOT,
                "%d | %d | %d | %d | %d | %d",
                account.puts(),
                account.lost().size(),
                account.doubled().size(),
                account.reordered().size(),
                account.cameBack().size(),
                account.inHand().size());
    return String.format(
        Locale.ROOT,
        "| %d | %s | %s | %d | %s | %s | %s | %s |%n",
        scenario.number,
        scenario.title,
        variant,
        faults,
        counted,
        seconds(recovery.percentile(50)),
        seconds(recovery.percentile(99)),
        note);
  }

  private static String seconds(Optional<Duration> duration) {
    return duration
        .map(d -> String.format(Locale.ROOT, "%.2f s", d.toMillis() / 1000.0))
        .orElse("-");
  }
}
