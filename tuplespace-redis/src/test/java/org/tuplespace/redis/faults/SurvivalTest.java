package org.tuplespace.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.NotReplicatedException;

/** Ledgers of servers that lost something, and of some that lost what no log loses. */
class SurvivalTest {

  @TempDir Path directory;
  private Ledger producer;
  private Ledger consumer;
  private Ledger worker;
  private Ledger suite;

  @BeforeEach
  void openLedgers() {
    producer = Ledger.open(directory, "producer");
    consumer = Ledger.open(directory, "consumer");
    worker = Ledger.open(directory, "worker");
    suite = Ledger.open(directory, "suite");
  }

  private Survival survival() {
    return Survival.of(Ledgers.read(directory));
  }

  private void out(int number) {
    producer.done(producer.call(Verb.OUT, Ledger.PLAIN, "'item,'p," + number), "", 0);
  }

  private void take(Ledger by, String transaction, String tuple) {
    by.done(by.call(Verb.TAKE, transaction, "*"), tuple, 0);
  }

  private void take(int number) {
    take(consumer, Ledger.PLAIN, "'item,'p," + number);
  }

  private void drain(String tuple) {
    take(suite, Ledger.PLAIN, tuple);
  }

  /** Turns an item into a result under a transaction. */
  private void work(int number, String attempt) {
    take(worker, attempt, "'item,'p," + number);
    worker.done(worker.call(Verb.OUT, attempt, result(number, attempt)), "", 0);
    worker.done(worker.call(Verb.COMMIT, attempt, ""), "", 0);
  }

  private static String result(int number, String attempt) {
    return "'result,'p," + number + ",'" + attempt;
  }

  private void strike() {
    suite.mark(Interruptions.CUT + Interruptions.ALL);
    suite.mark(Interruptions.MENDED + Interruptions.ALL);
  }

  private void assertLosses(int outs, int takes, int commits) {
    Survival survival = survival();
    assertThat(survival.outsLost()).isEqualTo(outs);
    assertThat(survival.takesUndone()).isEqualTo(takes);
    assertThat(survival.commitsUndone()).isEqualTo(commits);
    assertThat(survival.twice()).isZero();
    assertThat(survival.torn()).isZero();
  }

  @Test
  void all_isThere() {
    out(1);
    out(2);
    out(3);
    take(1);
    work(2, "a");
    strike();
    drain(result(2, "a"));
    drain("'item,'p,3");
    assertLosses(0, 0, 0);
    assertThat(survival().outs()).isEqualTo(3);
    assertThat(survival().commits()).isEqualTo(1);
    assertThat(survival().takes()).isEqualTo(2);
  }

  @Test
  void lastOnes_areLost_andTakesUndone() {
    out(1);
    out(2);
    out(3);
    out(4);
    take(1);
    work(2, "a");
    strike();
    take(1);
    work(2, "b");
    out(5);
    drain(result(2, "b"));
    drain("'item,'p,5");
    assertLosses(2, 1, 1);
  }

  @Test
  void itemThatWasTakenBeforeItsOutWasLost_isNobodysLoss() {
    out(1);
    take(1);
    strike();
    assertLosses(0, 0, 0);
  }

  @Test
  void olderThanWhatSurvived_isTorn() {
    out(1);
    out(2);
    strike();
    drain("'item,'p,2");
    assertThat(survival().torn()).isEqualTo(1);
  }

  @Test
  void lostAfterTheServerWasBack_isTorn() {
    strike();
    out(1);
    assertThat(survival().torn()).isEqualTo(1);
  }

  @Test
  void commitOfWhichHalfIsThere_isSeen() {
    out(1);
    work(1, "a");
    strike();
    work(1, "b");
    drain(result(1, "a"));
    drain(result(1, "b"));
    assertThat(survival().twice()).isEqualTo(1);
    assertThat(survival().commitsUndone()).isZero();
  }

  @Test
  void notReplicated_isCounted_andMayBeGone() {
    int call = producer.call(Verb.OUT, Ledger.PLAIN, "'item,'p,1");
    NotReplicatedException thrown = new NotReplicatedException("too few", 0, 1, List.of(), null);
    producer.failed(call, Ledger.mayHaveHappened(thrown), thrown);
    strike();
    assertLosses(0, 0, 0);
    assertThat(survival().notReplicated()).isEqualTo(1);
  }

  @Test
  void outage_isFromTheStrikeToTheNextAnswer() throws Exception {
    out(1);
    suite.mark(Interruptions.CUT + Interruptions.ALL);
    Thread.sleep(50);
    suite.mark(Interruptions.MENDED + Interruptions.ALL);
    out(2);
    assertThat(survival().outages().percentile(50))
        .hasValueSatisfying(outage -> assertThat(outage).isBetween(millis(50), millis(5000)));
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
