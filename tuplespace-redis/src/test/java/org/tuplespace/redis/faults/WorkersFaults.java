package org.tuplespace.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisForTests;

/** Workers that are killed and stopped at any time. */
class WorkersFaults {

  /** Long enough for a process to start in on a busy machine. */
  private static final Duration LEASE = Duration.ofSeconds(3);

  @Test
  void plainIn_underLoad() {
    try (PrivateRedis redis = RedisForTests.privateServer("appendonly no");
        FaultRun run = new FaultRun(Scenario.WORKERS, "plain in", redis.url(), "lease=" + LEASE)) {
      run.start(Producer.class, "every=1");
      run.start(Producer.class, "every=1");
      List<ClientProcess> consumers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        consumers.add(run.start(Consumer.class, "threads=4"));
      }
      while (run.goesOn(FaultSettings.share(Scenario.WORKERS))) {
        ClientProcess victim = consumers.remove(run.random.nextInt(consumers.size()));
        ClientProcess next = run.launch(Consumer.class, "threads=4");
        run.pause(200, 1500);
        if (run.random.nextBoolean()) {
          run.kill(victim);
        } else {
          run.stop(victim);
          run.pause(5500, 7500);
          run.resume(victim);
          consumers.add(victim);
        }
        next.awaitReady();
        if (consumers.size() < 3) {
          consumers.add(next);
        } else {
          next.end();
        }
      }
      Ledgers ledgers = run.drain();
      Account account = run.finish(Recovery.ofHeldTuples(ledgers), ledgers, "");
      assertThat(account.puts()).isPositive();
    }
  }
}
