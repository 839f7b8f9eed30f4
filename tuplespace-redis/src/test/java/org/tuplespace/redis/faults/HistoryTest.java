package org.tuplespace.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.contract.Event;
import org.tuplespace.contract.Event.Kind;

/** Histories with a violation planted in them. */
class HistoryTest {

  private static final String ONE = "'k,1";
  private static final String TWO = "'k,2";
  private static final String ANY = "'k,*";

  @TempDir Path directory;
  private Ledger ledger;

  @BeforeEach
  void openLedger() {
    ledger = Ledger.open(directory, "client");
  }

  private void call(Verb verb, String transaction, String operand, String answer) {
    ledger.done(ledger.call(verb, transaction, operand), answer, 0);
  }

  private void call(Verb verb, String operand, String answer) {
    call(verb, Ledger.PLAIN, operand, answer);
  }

  private void assertGood(int events) {
    assertThat(History.check(Ledgers.read(directory), directory)).isEqualTo(events);
  }

  private void assertBad() {
    assertThatThrownBy(() -> History.check(Ledgers.read(directory), directory))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("faults.seed");
    assertThat(directory.resolve("violation")).isNotEmptyFile();
  }

  @Test
  void whatAListAnswers_isGood() {
    call(Verb.OUT, ONE, "");
    call(Verb.OUT, TWO, "");
    call(Verb.COUNT, ANY, "2");
    call(Verb.READ, ANY, ONE);
    call(Verb.TAKE, ANY, ONE);
    call(Verb.TAKE, ANY, TWO);
    call(Verb.TAKE, ANY, "");
    assertGood(7);
  }

  @Test
  void youngerFirst_isBad() {
    call(Verb.OUT, ONE, "");
    call(Verb.OUT, TWO, "");
    call(Verb.TAKE, ANY, TWO);
    assertBad();
  }

  @Test
  void wrongCount_isBad() {
    call(Verb.OUT, ONE, "");
    call(Verb.COUNT, ANY, "2");
    assertBad();
  }

  @Test
  void whatDidNotHappen_isNoEvent_andWhatMayHave_isOneWithoutEnd() {
    ledger.failed(ledger.call(Verb.OUT, Ledger.PLAIN, ONE), false, new Exception());
    ledger.failed(ledger.call(Verb.OUT, Ledger.PLAIN, TWO), true, new Exception());
    ledger.call(Verb.READ, Ledger.PLAIN, ANY);
    assertThat(History.events(Ledgers.read(directory)))
        .extracting(Event::end)
        .containsExactly(Event.NEVER);
    call(Verb.TAKE, ANY, "");
    call(Verb.TAKE, ANY, TWO);
    assertGood(3);
  }

  @Test
  void tupleOfARefusedOut_isBad() {
    ledger.failed(ledger.call(Verb.OUT, Ledger.PLAIN, ONE), false, new Exception());
    call(Verb.TAKE, ANY, ONE);
    assertBad();
  }

  @Test
  void transaction_holdsAndEndsInOneStep() {
    call(Verb.OUT, ONE, "");
    call(Verb.TAKE, "t", ANY, ONE);
    call(Verb.OUT, "t", TWO, "");
    call(Verb.COUNT, ANY, "0");
    call(Verb.COMMIT, "t", "", "");
    call(Verb.TAKE, ANY, TWO);
    assertThat(History.events(Ledgers.read(directory)))
        .extracting(Event::kind)
        .containsExactlyInAnyOrder(Kind.OUT, Kind.HOLD, Kind.COUNT, Kind.COMMIT, Kind.TAKE);
    assertGood(5);
    call(Verb.TAKE, ANY, ONE);
    assertBad();
  }

  @Test
  void abortedTransaction_givesBackAndPutsNothing() {
    call(Verb.OUT, ONE, "");
    call(Verb.TAKE, "t", ANY, ONE);
    call(Verb.OUT, "t", TWO, "");
    call(Verb.ABORT, "t", "", "");
    call(Verb.TAKE, ANY, ONE);
    assertGood(4);
    call(Verb.TAKE, ANY, TWO);
    assertBad();
  }

  @Test
  void transactionInDoubt_canNotBeChecked() {
    call(Verb.OUT, "t", TWO, "");
    ledger.failed(ledger.call(Verb.COMMIT, "t", ""), true, new Exception());
    assertThatIllegalArgumentException().isThrownBy(() -> assertGood(1));
  }
}
