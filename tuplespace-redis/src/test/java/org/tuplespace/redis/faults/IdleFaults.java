package org.tuplespace.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.RedisForTests;

/** What the maintenance of a space costs its server while nobody does anything. */
class IdleFaults {

  private static final int PROCESSES = 4;
  private static final int CLIENTS = 100;
  private static final int SECONDS = 30;

  @Test
  void hundredClients_costUnderAHundredthOfACore() {
    try (PrivateRedis redis = RedisForTests.privateServer("appendonly no");
        RedisConnection admin = RedisConnection.to(redis.port());
        FaultRun run = new FaultRun(Scenario.IDLE, CLIENTS + " clients", redis.url())) {
      double alone = busy(admin, run, SECONDS / 3); // Redis has timers of its own
      List<ClientProcess> processes = new ArrayList<>();
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(run.launch(Herd.class, "idle=true", "clients=" + CLIENTS / PROCESSES));
      }
      processes.forEach(process -> process.awaitLines(Herd.IN_PLACE, 1));
      long calls = calls(admin);
      double busy = busy(admin, run, SECONDS);
      long each = (calls(admin) - calls) / SECONDS;
      double micros = number(admin.text("INFO", "commandstats"), MICROS);
      run.endClients();
      FaultReport.add(
          Row.withoutAccount(
              Scenario.IDLE,
              run.variant,
              0,
              String.format(
                  Locale.ROOT,
                  "server busy for %.2f %% of a core over %d s, %.2f %% without clients;"
                      + " %d script calls a second, %.0f microseconds each",
                  busy * 100,
                  SECONDS,
                  alone * 100,
                  each,
                  micros)));
      assertThat(busy - alone).as("share of a core that clients cost").isLessThan(0.01);
      run.passed();
    }
  }

  /** The share of a core that the server used while this waited. */
  private static double busy(RedisConnection admin, FaultRun run, int seconds) {
    double before = cpuSeconds(admin);
    long begin = System.nanoTime();
    run.pause(seconds * 1000, seconds * 1000);
    double used = cpuSeconds(admin) - before;
    return used / (Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0);
  }

  private static double cpuSeconds(RedisConnection admin) {
    String info = admin.text("INFO", "cpu");
    return number(info, "used_cpu_sys:") + number(info, "used_cpu_user:");
  }

  private static final String MICROS = "cmdstat_evalsha:calls=[0-9]+,usec=[0-9]+,usec_per_call=";

  private static long calls(RedisConnection admin) {
    return (long) number(admin.text("INFO", "commandstats"), "cmdstat_evalsha:calls=");
  }

  private static double number(String info, String before) {
    Matcher matcher = Pattern.compile(before + "([0-9.]+)").matcher(info);
    return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
  }
}
