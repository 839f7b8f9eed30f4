package org.tuplespace.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tuplespace.Transaction;
import org.tuplespace.redis.faults.Operation.Outcome;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisForTests;

/**
 * Workers that are killed, or stopped and resumed later, at every point between take and commit and
 * at any time, while others go on.
 */
class WorkersFaults {

  private static final Scenario SCENARIO = Scenario.WORKERS;

  /** Long enough for a process to start in on a busy machine. */
  private static final String SESSION_LEASE = "lease=PT3S";

  private static final List<Point> UNDER_TRANSACTION = List.of(Point.values());
  private static final List<Point> PLAIN =
      UNDER_TRANSACTION.stream().filter(point -> !point.isOfCommit()).toList();

  @Test
  void underTransactions() {
    try (PrivateRedis redis = RedisForTests.privateServer("appendonly no");
        FaultRun run =
            new FaultRun(
                SCENARIO, "transactions, lease 2 s", redis.url(), SESSION_LEASE, "response=PT1S")) {
      Crew crew = new Crew(run, redis, "transaction=PT2S");
      Map<Point, Integer> faults =
          catchWorkers(
              run,
              crew,
              UNDER_TRANSACTION,
              FaultSettings.share(SCENARIO).dividedBy(3).multipliedBy(2));
      run.awaitResults(0);
      Ledgers ledgers = run.drain();
      Results results = Results.of(ledgers);
      long refused =
          ledgers.operations().stream()
              .filter(op -> op.verb() == Verb.COMMIT && op.outcome() == Outcome.NOT)
              .filter(op -> op.answer().contains("TransactionEndedException"))
              .filter(op -> op.answer().contains(Transaction.State.EXPIRED.told()))
              .count();
      run.finish(
          Recovery.ofHeldTuples(ledgers), ledgers, text(faults) + "; commits refused: " + refused);
      assertThat(results.without()).as("jobs without a result").isZero();
      assertThat(results.doubled()).as("jobs with two results").isZero();
      assertThat(refused).as("commits refused").isGreaterThanOrEqualTo(crew.stoppedUnderWay());
    }
  }

  @Test
  void plainIn() {
    try (PrivateRedis redis = RedisForTests.privateServer("appendonly no");
        FaultRun run =
            new FaultRun(
                SCENARIO,
                "plain in, session's lease 3 s",
                redis.url(),
                SESSION_LEASE,
                "response=PT1S")) {
      Crew crew = new Crew(run, redis, "transaction=-");
      Map<Point, Integer> faults =
          catchWorkers(run, crew, PLAIN, FaultSettings.share(SCENARIO).dividedBy(3));
      run.awaitEmptySpace(); // all have a result but those that ended with their worker
      Ledgers ledgers = run.drain();
      Results results = Results.of(ledgers);
      Account account =
          run.finish(
              Recovery.ofHeldTuples(ledgers),
              ledgers,
              text(faults)
                  + "; of "
                  + results.jobs()
                  + " jobs, "
                  + results.without()
                  + " ended with their worker, "
                  + results.doubled()
                  + " were done twice");
      assertThat(account.inHand().size()).as("in hand").isLessThanOrEqualTo(1 + crew.kills() / 10);
    }
  }

  private static String text(Map<Point, Integer> faults) {
    List<String> words = new ArrayList<>();
    faults.forEach((point, count) -> words.add(point.text() + ": " + count));
    return String.join(", ", words);
  }

  /** Kills and stops at all points in a random order, again and again. */
  private static Map<Point, Integer> catchWorkers(
      FaultRun run, Crew crew, List<Point> points, Duration duration) {
    ClientProcess producer = run.start(Producer.class, "every=2");
    run.start(Consumer.class, "of=result", "threads=2");
    crew.start();
    Map<Point, Integer> faults = new EnumMap<>(Point.class);
    List<Point> left = new ArrayList<>();
    while (run.goesOn(duration)) {
      if (left.isEmpty()) {
        left.addAll(points);
        left.addAll(points);
        Collections.shuffle(left, run.random);
      }
      Point point = left.remove(left.size() - 1);
      crew.hit(point);
      faults.merge(point, 1, Integer::sum);
      crew.resumeThoseStoppedLong();
    }
    crew.resumeAll();
    producer.end();
    return faults;
  }
}
