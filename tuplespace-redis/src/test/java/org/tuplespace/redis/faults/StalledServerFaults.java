package org.tuplespace.redis.faults;

import org.junit.jupiter.api.Test;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisForTests;

/** A server that is stopped by a signal, while connections stay open, and goes on later. */
class StalledServerFaults {

  private static final Scenario SCENARIO = Scenario.STALLED_SERVER;

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
      while (run.goesOn(FaultSettings.share(SCENARIO).dividedBy(2))) {
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
      while (run.goesOn(FaultSettings.share(SCENARIO).dividedBy(2))) {
        run.pause(100, 1000);
        stall(run, redis, 2000, 4000);
      }
      run.pause(500, 500);
      Ledgers ledgers = run.drain();
      long unknown =
          ledgers.operations().stream()
              .filter(op -> op.outcome() == Operation.Outcome.MAYBE)
              .count();
      run.finish(Recovery.ofClients(ledgers), ledgers, "outcome unknown: " + unknown);
    }
  }
}
