package org.tuplespace.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.faults.Operation.Outcome;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisForTests;

/** Jobs that end every process that takes them, until one sees how often they were delivered. */
class PoisonFaults {

  private static final int POISON = 3;
  private static final int LIMIT = 3;

  @Test
  void poison_isSetAside_andAllElseIsDone() {
    try (PrivateRedis redis = RedisForTests.privateServer("appendonly no");
        FaultRun run = new FaultRun(Scenario.POISON, "transactions", redis.url(), "lease=PT3S");
        TupleSpace observer = TupleSpaces.connect(redis.url(), run.space)) {
      ClientProcess producer = run.launch(Producer.class, "every=5");
      ClientProcess consumer = run.launch(Consumer.class, "of=result");
      List<ClientProcess> workers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        workers.add(launchWorker(run));
      }
      producer.awaitReady();
      consumer.awaitReady();
      RecordedSpace suite = new RecordedSpace(observer, run.ledger);
      for (int i = 0; i < POISON; i++) {
        suite.out("item", Worker.POISON, i);
      }
      Awaitility.await()
          .alias("all poison is set aside")
          .atMost(Duration.ofSeconds(120))
          .until(
              () -> {
                replaceTheDead(run, workers);
                return observer.count(Worker.ASIDE, Worker.POISON, Integer.class, String.class)
                    == POISON;
              });
      producer.end();
      run.awaitResults(POISON);
      observer.close();
      Ledgers ledgers = run.drain();
      Results results = Results.of(ledgers);
      int most =
          ledgers.operations().stream()
              .filter(op -> op.is(Verb.TAKE, Outcome.DONE))
              .mapToInt(Operation::deliveries)
              .max()
              .orElse(0);
      run.finish(
          Recovery.ofHeldTuples(ledgers),
          ledgers,
          POISON
              + " of "
              + results.jobs()
              + " jobs are poison, set aside at delivery "
              + (most + 1));
      assertThat(results.without()).as("jobs without a result").isEqualTo(POISON);
      assertThat(results.doubled()).as("jobs with two results").isZero();
      assertThat(most).as("deliveries of poison").isGreaterThanOrEqualTo(LIMIT);
    }
  }

  private static ClientProcess launchWorker(FaultRun run) {
    return run.launch(Worker.class, "transaction=PT2S", "limit=" + LIMIT);
  }

  private static void replaceTheDead(FaultRun run, List<ClientProcess> workers) {
    for (ClientProcess worker : List.copyOf(workers)) {
      if (!worker.isAlive()) {
        run.fault(Interruptions.KILLED + worker.name());
        workers.remove(worker);
        workers.add(launchWorker(run));
      }
    }
  }
}
