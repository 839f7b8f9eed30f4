package org.tuplespace.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.NotReplicatedException;
import org.tuplespace.OutcomeUnknownException;
import org.tuplespace.SpaceFullException;
import org.tuplespace.Template;
import org.tuplespace.Transaction.State;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.internal.ScriptedTransaction.Asked;

/** What happens between a transaction, its waits and its space, one step at a time. */
@Timeout(60)
@SuppressWarnings("FutureReturnValueIgnored") // of callbacks
class AbstractTransactionTest {
  private static final Template A = Template.of("a", any());
  private static final Template B = Template.of("b", any());
  private static final Tuple A1 = Tuple.of("a", 1);
  private static final Tuple A2 = Tuple.of("a", 2);
  private static final Tuple B1 = Tuple.of("b", 1);

  private final ScriptedTransaction transaction = new ScriptedTransaction();

  /**
   * Runs before the transaction hears of the answer; the last that is hung on a future is first.
   */
  private static void first(Asked asked, Runnable action) {
    asked.whenComplete((tuples, error) -> action.run());
  }

  private static void assertEnded(CompletableFuture<?> future, State... states) {
    assertThat(future).isCompletedExceptionally();
    assertThatThrownBy(future::join)
        .hasCauseInstanceOf(TransactionEndedException.class)
        .satisfies(
            e -> assertThat(((TransactionEndedException) e.getCause()).state()).isIn(states));
  }

  // ---- a wait

  @Test
  void ownPut_whileTheWaitIsBeingRegistered_isServed() {
    transaction.onSubmit = () -> transaction.out(A1);
    assertThat(transaction.inAsync(A)).isCompletedWithValue(A1);
    assertThat(transaction.inp(A)).isEmpty();
    assertThat(transaction.lastAsked()).isDone();
  }

  @Test
  void commit_beginsWhatComesNext_onceItIsOnItsWay() {
    List<String> begun = new ArrayList<>();
    transaction.onCommit = () -> begun.add("commit");
    transaction.commit(() -> begun.add(transaction.state() + " next"));
    assertThat(begun).containsExactly("commit", "COMMITTING next");
    assertThat(transaction.state()).isEqualTo(State.COMMITTED);
  }

  @Test
  void commit_thatDoesNotGetSoFar_beginsNothing() {
    transaction.onCommit =
        () -> {
          throw new SpaceFullException("full", null);
        };
    List<String> begun = new ArrayList<>();
    assertThatThrownBy(() -> transaction.commit(() -> begun.add("next")))
        .isInstanceOf(SpaceFullException.class);
    assertThat(begun).isEmpty();
    assertThat(transaction.state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void ownPutMatches_theSpaceIsAskedOnce_andOnlyForWhatComesBefore() {
    transaction.out(B1);
    CompletableFuture<Tuple> future = transaction.inAnyAsync(A, B, Template.of("c"));
    Asked asked = transaction.lastAsked();
    assertThat(asked.nanos).isZero();
    assertThat(asked.request.templates()).containsExactly(A, B);
    assertThat(future).isNotDone();
    asked.answer();
    assertThat(future).isCompletedWithValue(B1);
    assertThat(transaction.asked).hasSize(1);
  }

  @Test
  void ownPutMatched_butWasTakenMeanwhile_theWaitGoesOn() {
    transaction.out(A1);
    CompletableFuture<Tuple> future = transaction.inAnyAsync(A, B);
    transaction.inp(A);
    transaction.asked.get(0).answer();
    Asked asked = transaction.lastAsked();
    assertThat(transaction.asked).hasSize(2);
    assertThat(asked.nanos).isEqualTo(Arguments.FOREVER);
    assertThat(asked.request.templates()).containsExactly(A, B);
    assertThat(future).isNotDone();
    asked.answer(B1);
    assertThat(future).isCompletedWithValue(B1);
  }

  @Test
  void ownPut_whileTheSpaceIsAskedOnce_isServed() {
    transaction.out(A1);
    CompletableFuture<Tuple> future = transaction.inAsync(A);
    transaction.inp(A);
    transaction.out(A2);
    transaction.asked.get(0).answer();
    assertThat(future).isCompletedWithValue(A2);
  }

  @Test
  void withdrawn_whileTheSpaceIsAskedOnce_stillGetsTheOwnPut() {
    transaction.out(A1);
    Pending<Tuple> future = (Pending<Tuple>) transaction.inAsync(A);
    future.withdraw();
    assertThat(future).isCompletedWithValue(A1);
  }

  @Test
  void withdrawn_whileTheSpaceIsAskedOnce_andNothingIsLeft_isCancelled() {
    transaction.out(A1);
    Pending<Tuple> future = (Pending<Tuple>) transaction.inAsync(A);
    transaction.inp(A);
    future.withdraw();
    assertThat(future).isCancelled();
    assertThat(transaction.asked).hasSize(1);
  }

  @Test
  void cancelled_whileTheSpaceIsAskedOnce_takesNothing() {
    transaction.out(A1);
    CompletableFuture<Tuple> future = transaction.inAsync(A);
    assertThat(future.cancel(false)).isTrue();
    assertThat(transaction.lastAsked()).isDone();
    assertThat(transaction.inp(A)).contains(A1);
  }

  @Test
  void givenUp_justWhenTheSpaceAnsweredThatItHasNone_takesNothing() {
    transaction.out(A1);
    CompletableFuture<Tuple> future = transaction.inAsync(A);
    first(
        transaction.lastAsked(), () -> future.completeExceptionally(new TimeoutException("late")));
    transaction.lastAsked().answer();
    assertThat(future).isCompletedExceptionally();
    assertThatThrownBy(future::join).hasCauseInstanceOf(TimeoutException.class);
    assertThat(transaction.asked).hasSize(1);
    assertThat(transaction.inp(A)).contains(A1);
  }

  @Test
  void givenUp_justWhenTheSpaceHasServed_isServed() {
    CompletableFuture<Tuple> future = transaction.inAsync(A);
    first(transaction.lastAsked(), () -> assertThat(future.cancel(false)).isFalse());
    transaction.lastAsked().answer(A1);
    assertThat(future).isCompletedWithValue(A1);
  }

  @Test
  void timeOver_theResultIsThatOfNone() {
    CompletableFuture<?> future = transaction.inAsync(A, Duration.ofMillis(5));
    assertThat(transaction.lastAsked().nanos).isBetween(0L, 5_000_000L);
    transaction.lastAsked().answer();
    assertThat(future).isCompletedWithValueMatching(answer -> answer.toString().contains("empty"));
  }

  @Test
  void failureOfTheSpace_isThatOfTheFuture_andTheTransactionGoesOn() {
    CompletableFuture<Tuple> future = transaction.inAsync(A);
    RuntimeException failure = new BackendUnavailableException("away", null);
    transaction.lastAsked().completeExceptionally(failure);
    assertThatThrownBy(future::join).hasCause(failure);
    transaction.onSubmit =
        () -> {
          throw failure;
        };
    assertThatThrownBy(transaction.inAsync(A)::join).hasCause(failure);
    assertThatThrownBy(() -> transaction.in(A)).isInstanceOf(BackendUnavailableException.class);
    assertThat(transaction.state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void wait_thatFindsTheTransactionEnded_endsIt() {
    CompletableFuture<Tuple> other = transaction.inAsync(B);
    CompletableFuture<Tuple> future = transaction.inAsync(A);
    transaction
        .lastAsked()
        .completeExceptionally(new TransactionEndedException("over", State.EXPIRED));
    assertEnded(future, State.EXPIRED);
    assertEnded(other, State.EXPIRED);
    assertThat(transaction.state()).isEqualTo(State.EXPIRED);
  }

  @Test
  void wait_thatFindsTheSpaceClosed_endsTheTransaction() {
    CompletableFuture<Tuple> future = transaction.inAsync(A);
    transaction
        .lastAsked()
        .completeExceptionally(new TupleSpaceClosedException("the space \"x\" is closed"));
    assertEnded(future, State.ABORTED);
    assertThatThrownBy(() -> transaction.out(A1))
        .isInstanceOf(TransactionEndedException.class)
        .hasMessage("the transaction was aborted: the space \"x\" is closed");
  }

  // ---- calls that answer at once

  @Test
  void ownPutTakenByAnother_whileTheSpaceIsAsked_theSpaceIsAskedAgain() throws Exception {
    transaction.out(A1);
    transaction.onAttempt =
        request -> {
          if (transaction.attempted.size() == 1) {
            transaction.onAttempt = again -> List.of(B1);
            transaction.asked.clear();
            onAnotherThread(() -> transaction.inAsync(A));
            transaction.lastAsked().answer();
            return List.of();
          }
          return List.of(B1);
        };
    assertThat(transaction.inAny(List.of(A, B), Duration.ZERO)).contains(B1);
    assertThat(transaction.attempted.get(0).templates()).containsExactly(A);
    assertThat(transaction.attempted.get(1).templates()).containsExactly(A, B);
  }

  private static void onAnotherThread(Runnable action) {
    CompletableFuture.runAsync(action).join();
  }

  @Test
  void attempt_thatIsServedAfterTheEnd_isTooLate() {
    transaction.onAttempt =
        request -> {
          onAnotherThread(transaction::abort);
          return List.of(A1);
        };
    assertThatThrownBy(() -> transaction.inp(A))
        .isInstanceOfSatisfying(
            TransactionEndedException.class, e -> assertThat(e.state()).isEqualTo(State.ABORTED));
  }

  // ---- the end

  @Test
  void commit_justWhenASwapIsServed_hasItsPuts() {
    CompletableFuture<Tuple> future = transaction.swapAsync(A, B1);
    first(transaction.lastAsked(), () -> onAnotherThread(transaction::commit));
    transaction.lastAsked().answer(A1);
    assertThat(future).isCompletedWithValue(A1);
    assertThat(transaction.commits).containsExactly(List.of(B1));
  }

  @Test
  void served_afterTheAbort_isTooLate() {
    CompletableFuture<Tuple> future = transaction.swapAsync(A, B1);
    first(transaction.lastAsked(), transaction::abort);
    transaction.lastAsked().answer(A1);
    assertEnded(future, State.ABORTED);
  }

  @Test
  void futures_completeAfterTheCommit_whichTheyTell() {
    CompletableFuture<Tuple> future = transaction.inAsync(A);
    CompletableFuture<State> seen = future.handle((tuple, error) -> transaction.state());
    transaction.onCommit = () -> assertThat(future).isNotDone();
    transaction.commit();
    assertThat(seen).isCompletedWithValue(State.COMMITTED);
    assertEnded(future, State.COMMITTED);
  }

  @Test
  void futures_completeAfterTheAbort_whenWhatWasTakenIsBack() {
    CompletableFuture<Tuple> future = transaction.inAsync(A);
    transaction.onGiveBack = () -> assertThat(future).isNotDone();
    transaction.abort();
    assertEnded(future, State.ABORTED);
  }

  @Test
  void commit_thatIsRefusedForLackOfRoom_canBeTriedAgain() {
    transaction.out(A1);
    CompletableFuture<Tuple> blocked = transaction.inAsync(B);
    for (RuntimeException failure :
        List.of(new SpaceFullException("full", null), new BackendUnavailableException("", null))) {
      transaction.onCommit =
          () -> {
            throw failure;
          };
      assertThatThrownBy(transaction::commit).isSameAs(failure);
      assertThat(transaction.state()).isEqualTo(State.ACTIVE);
      assertThat(transaction.count(A)).isEqualTo(1);
    }
    assertEnded(blocked, State.COMMITTING);
    transaction.onCommit = () -> {};
    transaction.commit();
    assertThat(transaction.commits).containsExactly(List.of(A1));
    assertThat(transaction.state()).isEqualTo(State.COMMITTED);
  }

  @Test
  void expiryToldDuringACommit_isNotForgotten_butTheCommitsAnswerComesFirst() {
    transaction.onCommit =
        () -> {
          transaction.end(State.EXPIRED);
          throw new SpaceFullException("full", null);
        };
    assertThatThrownBy(transaction::commit).isInstanceOf(SpaceFullException.class);
    assertThat(transaction.state()).isEqualTo(State.EXPIRED);

    ScriptedTransaction another = new ScriptedTransaction();
    another.onCommit = () -> another.end(State.EXPIRED);
    another.commit();
    assertThat(another.state()).isEqualTo(State.COMMITTED);
  }

  @Test
  void commit_itsFailure_tellsTheState() {
    assertCommit(new OutcomeUnknownException("?", null), State.IN_DOUBT);
    assertCommit(new NotReplicatedException("late", 0, 1, List.of(), null), State.COMMITTED);
    assertCommit(new TransactionEndedException("over", State.EXPIRED), State.EXPIRED);
    ScriptedTransaction closed = new ScriptedTransaction();
    closed.onCommit =
        () -> {
          throw new TupleSpaceClosedException("the space \"x\" is closed");
        };
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(closed::commit)
          .isInstanceOf(TransactionEndedException.class)
          .hasMessage("the transaction was aborted: the space \"x\" is closed");
    }
    assertThat(closed.state()).isEqualTo(State.ABORTED);
  }

  private static void assertCommit(RuntimeException failure, State state) {
    ScriptedTransaction transaction = new ScriptedTransaction();
    transaction.onCommit =
        () -> {
          throw failure;
        };
    assertThatThrownBy(transaction::commit).isSameAs(failure);
    assertThat(transaction.state()).isEqualTo(state);
    assertThatThrownBy(() -> transaction.inp(A))
        .isInstanceOfSatisfying(
            TransactionEndedException.class, e -> assertThat(e.state()).isEqualTo(state))
        .hasMessageStartingWith("the transaction " + state.told());
  }

  @Test
  void abort_thatFindsTheLeaseOver_saysSo() {
    transaction.onGiveBack =
        () -> {
          throw new TransactionEndedException("over", State.EXPIRED);
        };
    assertThatThrownBy(transaction::abort).isInstanceOf(TransactionEndedException.class);
    assertThat(transaction.state()).isEqualTo(State.EXPIRED);
  }

  @Test
  void close_doesNotThrow_ifTheServerIsAway() {
    transaction.onGiveBack =
        () -> {
          throw new BackendUnavailableException("away", null);
        };
    transaction.close();
    assertThat(transaction.state()).isEqualTo(State.ABORTED);
  }
}
