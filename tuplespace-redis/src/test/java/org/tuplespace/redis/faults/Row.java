package org.tuplespace.redis.faults;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of the report.
 *
 * @param variant what was varied within the scenario
 * @param faults how many were injected
 * @param note what else there is to say; empty if nothing
 */
record Row(
    Scenario scenario,
    String variant,
    int faults,
    Account account,
    Recovery recovery,
    String note) {

  static final String HEADER =
      """
      | | scenario | variant | faults | tuples | lost | doubled | reordered | came back | in hand | \
      recovery p50 | p99 | |
      |--:|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|
      """;

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "| %d | %s | %s | %d | %d | %d | %d | %d | %d | %d | %s | %s | %s |%n",
        scenario.number,
        scenario.title,
        variant,
        faults,
        account.puts(),
        account.lost().size(),
        account.doubled().size(),
        account.reordered().size(),
        account.cameBack().size(),
        account.inHand().size(),
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
