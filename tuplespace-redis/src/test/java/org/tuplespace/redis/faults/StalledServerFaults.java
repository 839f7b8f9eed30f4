package org.tuplespace.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisForTests;

/** A server that is stopped by a signal, while connections stay open, and goes on later. */
class StalledServerFaults {

  private static final Scenario SCENARIO = Scenario.STALLED_SERVER;

  private static Duration share() {
    return FaultSettings.share(SCENARIO).dividedBy(3);
  }

  private static void stall(FaultRun run, PrivateRedis redis, int atLeast, int atMost) {
    run.fault(Interruptions.CUT + Interruptions.ALL);
    redis.stall();
    run.pause(atLeast, atMost);
    redis.resume();
    run.faultEnded(Interruptions.MENDED + Interruptions.ALL);
  }

  /** Replies are late by many response timeouts, and each call is sent many times. */
  @Test
  void stalls_longerThanTheResponseTimeout() {
    try (PrivateRedis redis = RedisForTests.privateServer("appendonly no");
        FaultRun run =
            new FaultRun(
                SCENARIO,
                "for 0.5 s to 3 s, response timeout 0.3 s",
                redis.url(),
                "response=PT0.3S")) {
      run.startHistoryClients(4);
      while (run.goesOn(share())) {
        run.pause(100, 1000);
        stall(run, redis, 500, 3000);
      }
      run.pause(500, 500);
      Ledgers ledgers = run.drain();
      run.finishHistory(Recovery.ofClients(ledgers), ledgers, "");
    }
  }

  /** Calls are given up, some with an outcome that is unknown. */
  @Test
  void stalls_longerThanTheOperationTimeout() {
    try (PrivateRedis redis = RedisForTests.privateServer("appendonly no");
        FaultRun run =
            new FaultRun(
                SCENARIO,
                "for 2 s to 4 s, operation timeout 1.5 s",
                redis.url(),
                "response=PT0.3S",
                "operation=PT1.5S")) {
      run.start(Producer.class, "every=2");
      run.start(Producer.class, "every=2");
      run.start(Consumer.class, "threads=4");
      run.start(Consumer.class, "threads=4");
      while (run.goesOn(share())) {
        run.pause(100, 1000);
        stall(run, redis, 2000, 4000);
      }
      run.pause(500, 500);
      Ledgers ledgers = run.drain();
      run.finish(Recovery.ofClients(ledgers), ledgers, "outcome unknown: " + unknown(ledgers));
    }
  }

  private static long unknown(Ledgers ledgers) {
    return ledgers.operations().stream()
        .filter(op -> op.outcome() == Operation.Outcome.MAYBE)
        .count();
  }

  /** Some workers are left in doubt whether they committed, and go on with the next job. */
  @Test
  void stalls_longerThanTheOperationTimeout_underTransactions() {
    try (PrivateRedis redis = RedisForTests.privateServer("appendonly no");
        FaultRun run =
            new FaultRun(
                SCENARIO,
                "for 2 s to 4 s, operation timeout 1.5 s; transactions",
                redis.url(),
                "response=PT0.3S",
                "operation=PT1.5S")) {
      ClientProcess producer = run.start(Producer.class, "every=5");
      run.start(Consumer.class, "of=result", "threads=4");
      run.start(Worker.class, "threads=4", "transaction=PT10S");
      run.start(Worker.class, "threads=4", "transaction=PT10S");
      while (run.goesOn(share())) {
        run.pause(100, 1000);
        stall(run, redis, 2000, 4000);
      }
      producer.end();
      run.awaitResults(0);
      Ledgers ledgers = run.drain();
      run.finish(Recovery.ofClients(ledgers), ledgers, "outcome unknown: " + unknown(ledgers));
      assertThat(Results.of(ledgers).doubled()).as("jobs with two results").isZero();
    }
  }
}
