package org.tuplespace.redis.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Whether server and client agree on the time, which jobs and workers tell each other. */
final class ClockCheck implements Check {

  private static final Duration MOST = Duration.ofSeconds(1);

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public Finding examine(Examination examination) {
    Instant before = Instant.now();
    Object answer = examination.server().run("TIME");
    Duration took = Duration.between(before, Instant.now());
    if (!(answer instanceof List<?> time) || time.size() != 2) {
      return Finding.notChecked(name(), "the server doesn't tell its time", "");
    }
    Instant there =
        Instant.ofEpochSecond(Long.parseLong(String.valueOf(time.get(0))))
            .plus(Long.parseLong(String.valueOf(time.get(1))), ChronoUnit.MICROS);
    Duration apart = Duration.between(before.plus(took.dividedBy(2)), there);
    String what =
        String.format(
            Locale.ROOT,
            "the server's is %.3f s %s",
            Math.abs(apart.toMillis()) / 1000.0,
            apart.isNegative() ? "behind" : "ahead");
    return apart.abs().compareTo(MOST.plus(took)) > 0
        ? Finding.warning(name(), what, "have both set their clocks by NTP")
        : Finding.ok(name(), what);
  }
}
