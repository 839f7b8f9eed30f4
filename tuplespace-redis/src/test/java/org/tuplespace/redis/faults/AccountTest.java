package org.tuplespace.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ledgers with faults planted in them: a suite that can't fail proves nothing. */
class AccountTest {

  private static final String ANY = "'item,#";

  @TempDir Path directory;
  private Ledger producer;
  private Ledger consumer;
  private Ledger suite;

  @BeforeEach
  void openLedgers() {
    producer = Ledger.open(directory, "producer");
    consumer = Ledger.open(directory, "consumer");
    suite = Ledger.open(directory, "suite");
  }

  private Account account() {
    return Account.of(Ledgers.read(directory));
  }

  private static String item(int number) {
    return "'item," + number;
  }

  private void out(int number) {
    producer.done(producer.call(Verb.OUT, Ledger.PLAIN, item(number)), "", 0);
  }

  private void out(String transaction, int number) {
    producer.done(producer.call(Verb.OUT, transaction, item(number)), "", 0);
  }

  private void take(Ledger by, String transaction, int number, int deliveries) {
    by.done(by.call(Verb.TAKE, transaction, ANY), item(number), deliveries);
  }

  private void take(int number) {
    take(consumer, Ledger.PLAIN, number, 0);
  }

  private void commit(Ledger by, String transaction) {
    by.done(by.call(Verb.COMMIT, transaction, ""), "", 0);
  }

  private void assertSound(Account account) {
    assertThat(account.complaint()).isEmpty();
  }

  @Test
  void soundRun_hasNoComplaint() {
    for (int i = 0; i < 10; i++) {
      out(i);
    }
    for (int i = 0; i < 10; i++) {
      take(i);
    }
    Account account = account();
    assertSound(account);
    assertThat(account.puts()).isEqualTo(10);
    assertThat(account.cameBack()).isEmpty();
    assertThat(account.inHand()).isEmpty();
  }

  @Test
  void plantedLoss_isLost() {
    out(1);
    out(2);
    take(2);
    Account account = account();
    assertThat(account.lost()).extracting(Operation::operand).containsExactly(item(1));
    assertThat(account.complaint()).startsWith("1 lost");
  }

  @Test
  void plantedDuplicate_isDoubled() {
    out(1);
    take(1);
    take(1);
    assertThat(account().doubled()).hasSize(1);
    assertThat(account().complaint()).startsWith("1 doubled");
  }

  @Test
  void duplicateDeliveredAgain_ofATakerThatLived_isDoubled() {
    out(1);
    take(1);
    take(suite, Ledger.PLAIN, 1, 1);
    assertThat(account().doubled()).hasSize(1);
  }

  @Test
  void plantedReorder_isReordered() {
    out(1);
    out(2);
    out(3);
    take(2);
    take(1);
    take(3);
    Account account = account();
    assertThat(account.reordered()).extracting(Operation::answer).containsExactly(item(1));
    assertThat(account.complaint()).startsWith("1 reordered");
  }

  @Test
  void takesThatOverlap_mayBeInAnyOrder() {
    out(1);
    out(2);
    int one = consumer.call(Verb.TAKE, Ledger.PLAIN, ANY);
    take(suite, Ledger.PLAIN, 2, 0);
    consumer.done(one, item(1), 0);
    assertSound(account());
  }

  @Test
  void takesByAnotherTemplate_haveAnOrderOfTheirOwn() {
    out(1);
    out(2);
    consumer.done(consumer.call(Verb.TAKE, Ledger.PLAIN, item(2)), item(2), 0);
    take(1);
    assertSound(account());
  }

  @Test
  void tupleOutOfNothing_isDoubled() {
    take(1);
    assertThat(account().doubled()).hasSize(1);
  }

  @Test
  void refusedOut_thatWasTaken_isDoubled() {
    int call = producer.call(Verb.OUT, Ledger.PLAIN, item(1));
    producer.failed(call, false, new IllegalStateException());
    take(1);
    assertThat(account().doubled()).hasSize(1);
  }

  @Test
  void doubtfulOut_mayBeTakenOrNot_butOnce() {
    producer.failed(producer.call(Verb.OUT, Ledger.PLAIN, item(1)), true, new Exception());
    producer.failed(producer.call(Verb.OUT, Ledger.PLAIN, item(2)), true, new Exception());
    producer.call(Verb.OUT, Ledger.PLAIN, item(3));
    take(1);
    assertSound(account());
    take(1);
    assertThat(account().doubled()).hasSize(1);
  }

  @Test
  void tupleOfADeadTaker_cameBack() {
    out(1);
    take(1);
    suite.mark(Interruptions.KILLED + "consumer");
    take(suite, Ledger.PLAIN, 1, 1);
    Account account = account();
    assertSound(account);
    assertThat(account.cameBack()).hasSize(1);
  }

  @Test
  void tupleOfAStoppedTaker_thatHeardOfItLater_cameBack() {
    out(1);
    int call = consumer.call(Verb.TAKE, Ledger.PLAIN, ANY);
    suite.mark(Interruptions.STOPPED + "consumer");
    take(suite, Ledger.PLAIN, 1, 1);
    suite.mark(Interruptions.RESUMED + "consumer");
    consumer.done(call, item(1), 0);
    Account account = account();
    assertSound(account);
    assertThat(account.cameBack()).hasSize(1);
  }

  @Test
  void tupleTakenBackWithoutANewDelivery_isDoubled() {
    out(1);
    take(1);
    suite.mark(Interruptions.KILLED + "consumer");
    take(suite, Ledger.PLAIN, 1, 0);
    assertThat(account().doubled()).hasSize(1);
  }

  @Test
  void tupleThatADeadProcessMayHold_isInHand_onceForEachCall() {
    out(1);
    out(2);
    consumer.call(Verb.TAKE, Ledger.PLAIN, ANY);
    suite.mark(Interruptions.KILLED + "consumer");
    Account account = account();
    assertThat(account.inHand()).hasSize(1);
    assertThat(account.lost()).hasSize(1);
  }

  @Test
  void tupleThatALivingProcessWasNotTold_isLost() {
    out(1);
    consumer.call(Verb.TAKE, Ledger.PLAIN, ANY);
    assertThat(account().lost()).hasSize(1);
  }

  @Test
  void committedWork_isDoneOnce() {
    out(1);
    take(producer, "t", 1, 0);
    out("t", 10);
    commit(producer, "t");
    take(10);
    assertSound(account());
  }

  @Test
  void tupleOfACommit_thatNobodyGets_isLost() {
    out("t", 10);
    commit(producer, "t");
    assertThat(account().lost()).hasSize(1);
  }

  @Test
  void abortedWork_isDoneByAnother() {
    out(1);
    take(producer, "t", 1, 0);
    out("t", 10);
    take(consumer, "u", 1, 1);
    commit(consumer, "u");
    assertSound(account());
  }

  @Test
  void tupleTakenByAnAbortedTransactionAlone_isLost() {
    out(1);
    take(producer, "t", 1, 0);
    assertThat(account().lost()).hasSize(1);
  }

  @Test
  void workCommittedTwice_isDoubled_evenIfTheTakerDied() {
    out(1);
    take(producer, "t", 1, 0);
    commit(producer, "t");
    suite.mark(Interruptions.KILLED + "producer");
    take(consumer, "u", 1, 1);
    commit(consumer, "u");
    assertThat(account().doubled()).hasSize(1);
  }

  @Test
  void tupleOfARefusedCommit_thatWasTaken_isDoubled() {
    out("t", 10);
    producer.failed(producer.call(Verb.COMMIT, "t", ""), false, new IllegalStateException());
    take(10);
    assertThat(account().doubled()).hasSize(1);
  }

  @Test
  void unansweredCommit_isToldByItsTuples() {
    out(1);
    out(2);
    take(producer, "t", 1, 0);
    out("t", 10);
    producer.call(Verb.COMMIT, "t", "");
    take(producer, "u", 2, 0);
    out("u", 20);
    producer.call(Verb.COMMIT, "u", "");
    take(10);
    take(consumer, Ledger.PLAIN, 2, 1);
    assertSound(account());
    take(consumer, Ledger.PLAIN, 1, 1);
    assertThat(account().doubled()).hasSize(1);
  }

  @Test
  void unansweredCommit_thatShowedHalfOfItsTuples_lostTheOthers() {
    out("t", 10);
    out("t", 11);
    producer.call(Verb.COMMIT, "t", "");
    take(10);
    assertThat(account().lost()).hasSize(1);
  }

  @Test
  void theSameTuplePutTwice_isRefused() {
    out(1);
    out(1);
    assertThatIllegalArgumentException().isThrownBy(this::account).withMessageContaining("twice");
  }

  @Test
  void halfALine_isNoLine() {
    out(1);
    take(1);
    producer.close();
    Path file = directory.resolve("producer" + Ledger.SUFFIX);
    assertThat(Ledgers.read(directory).operations()).hasSize(2);
    append(file, "123456\tCALL\t7\tOU");
    assertThat(Ledgers.read(directory).operations()).hasSize(2);
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void recoveryOfHeldTuples_isFromTheFaultToTheNextTake() {
    out(1);
    out(2);
    take(1);
    take(2);
    suite.mark(Interruptions.KILLED + "consumer");
    Recovery none = Recovery.ofHeldTuples(Ledgers.read(directory));
    assertThat(none.percentile(50)).isEmpty();
    take(suite, Ledger.PLAIN, 2, 1);
    Recovery one = Recovery.ofHeldTuples(Ledgers.read(directory));
    assertThat(one.percentile(50).orElseThrow())
        .isPositive()
        .isEqualTo(one.percentile(99).orElseThrow());
  }

  @Test
  void percentile_isOneThatWasMeasured() {
    Recovery recovery =
        Recovery.of(IntStream.rangeClosed(1, 200).mapToObj(Duration::ofMillis).toList());
    assertThat(recovery.percentile(50)).hasValue(Duration.ofMillis(100));
    assertThat(recovery.percentile(99)).hasValue(Duration.ofMillis(198));
    assertThat(recovery.percentile(100)).hasValue(Duration.ofMillis(200));
  }
}
