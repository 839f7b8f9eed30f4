package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Transaction.State;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.contract.Calls.Async;
import org.tuplespace.contract.Calls.Blocking;
import org.tuplespace.contract.Calls.Timed;

/** Calls that block under a transaction: what wakes them, and what ends them. */
public abstract class TransactionBlockingContract extends SpaceFixture {
  private static final String BLOCKING = "org.tuplespace.contract.Calls#blocking";
  private static final String TIMED = "org.tuplespace.contract.Calls#timed";
  private static final String ASYNC = "org.tuplespace.contract.Calls#async";
  private static final Template JOBS = Template.of("job", any());

  private Transaction begin() {
    return space.begin(LONG);
  }

  private static Tuple job(int number) {
    return Tuple.of("job", number);
  }

  private <T> Caller<T> blocked(boolean takes, Callable<T> call) {
    return takes ? callBlockedIn(call) : callBlockedRd(call);
  }

  private CompletableFuture<Object> begin(Async each, Transaction transaction) {
    return begin(each, transaction, JOBS);
  }

  @SuppressWarnings("unchecked") // only its string is looked at
  private CompletableFuture<Object> begin(Async each, Transaction transaction, Template template) {
    return each.takes()
        ? blockedIn(() -> (CompletableFuture<Object>) each.apply(transaction, template))
        : blockedRd(() -> (CompletableFuture<Object>) each.apply(transaction, template));
  }

  // ---- woken

  @ParameterizedTest
  @MethodSource(BLOCKING)
  void blocked_isWokenByTheSpace_andHoldsWhatItGot(Blocking each) throws Exception {
    Transaction transaction = begin();
    Caller<List<Tuple>> caller = blocked(each.takes(), () -> each.apply(transaction, JOBS));
    anotherClient().out("job", 1);
    assertThat(caller.result()).containsExactly(job(1));
    assertThat(space.count(JOBS)).isEqualTo(each.takes() ? 0 : 1);
    transaction.abort();
    await(() -> space.count(JOBS) == 1);
    assertThat(space.rd(JOBS).deliveries()).isEqualTo(each.takes() ? 1 : 0);
  }

  @ParameterizedTest
  @MethodSource(BLOCKING)
  void blocked_isWokenByAnOwnPut(Blocking each) throws Exception {
    Transaction transaction = begin();
    Caller<List<Tuple>> caller = blocked(each.takes(), () -> each.apply(transaction, JOBS));
    transaction.out("job", "other", 1);
    transaction.out("job", 1);
    assertThat(caller.result()).containsExactly(job(1));
    awaitBlockedIns(0);
    awaitBlockedRds(0);
    space.out("job", 2);
    transaction.commit();
    assertThat(space.rdAll(JOBS)).hasSize(each.takes() ? 1 : 2).contains(job(2));
  }

  @ParameterizedTest
  @MethodSource(ASYNC)
  void future_isCompletedByTheSpace_orByAnOwnPut(Async each) throws Exception {
    Transaction transaction = begin();
    CompletableFuture<Object> bySpace = begin(each, transaction);
    space.out("job", 1);
    assertThat(get(bySpace).toString()).contains("(\"job\", 1)");
    space.inp(JOBS);
    CompletableFuture<Object> byOwnPut = begin(each, transaction);
    get(transaction.outAsync("job", 2));
    assertThat(get(byOwnPut).toString()).contains("(\"job\", 2)");
    transaction.commit();
    assertThat(space.rdAll(JOBS)).hasSize(each.takes() ? 0 : 1);
  }

  @Test
  void blocked_isWokenByAPutBack_aCommit_andAnExpiry() throws Exception {
    space.out("job", 1);
    Transaction holder = begin();
    holder.in(JOBS);
    Transaction committer = begin();
    committer.out("job", 2);
    Transaction transaction = begin();
    CompletableFuture<Tuple> first = blockedIn(() -> transaction.inAsync(JOBS));
    holder.abort();
    assertThat(get(first)).isEqualTo(job(1));
    assertThat(get(first).deliveries()).isEqualTo(1);
    CompletableFuture<Tuple> second = blockedIn(() -> transaction.inAsync(JOBS));
    committer.commit();
    assertThat(get(second)).isEqualTo(job(2));
    transaction.renew(Duration.ofMillis(300));
    Transaction last = begin();
    CompletableFuture<List<Tuple>> third = blockedIn(() -> last.inAllAsync(JOBS, 2));
    assertThat(get(third)).isNotEmpty();
    last.commit();
    await(() -> transaction.state() == State.EXPIRED);
  }

  @Test
  void blocked_isWokenByThePutsOfASwap() throws Exception {
    Transaction transaction = begin();
    CompletableFuture<Tuple> rd = blockedRd(() -> transaction.rdAsync("c", any()));
    CompletableFuture<Tuple> third = blockedIn(() -> transaction.inAsync("c", any()));
    CompletableFuture<Tuple> second =
        blockedIn(() -> transaction.swapAsync(Template.of("b", any()), Tuple.of("c", 3)));
    CompletableFuture<Tuple> first =
        blockedIn(() -> transaction.swapAsync(Template.of("a", any()), Tuple.of("b", 2)));
    space.out("a", 1);
    assertThat(get(first)).isEqualTo(Tuple.of("a", 1));
    assertThat(get(second)).isEqualTo(Tuple.of("b", 2));
    assertThat(get(third)).isEqualTo(Tuple.of("c", 3));
    assertThat(get(rd)).isEqualTo(Tuple.of("c", 3));
    awaitBlockedIns(0);
    CompletableFuture<Tuple> fourth = blockedIn(() -> transaction.inAsync("d", any()));
    transaction.out("a", 2);
    assertThat(transaction.swap(Template.of("a", any()), Duration.ZERO, Tuple.of("d", 4)))
        .contains(Tuple.of("a", 2));
    assertThat(get(fourth)).isEqualTo(Tuple.of("d", 4));
    CompletableFuture<Tuple> fifth = blockedIn(() -> transaction.inAsync("e", any()));
    assertThat(transaction.replace(Template.of("none"), Tuple.of("e", 5))).isZero();
    assertThat(get(fifth)).isEqualTo(Tuple.of("e", 5));
    transaction.commit();
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void putsAtOnce_serveABlockedAlternativeInTheirOrder() throws Exception {
    Transaction transaction = begin();
    CompletableFuture<Tuple> either =
        blockedIn(() -> transaction.inAnyAsync(Template.of("b", any()), Template.of("a", any())));
    transaction.outAll(List.of(Tuple.of("a", 1), Tuple.of("b", 2)));
    assertThat(get(either)).isEqualTo(Tuple.of("a", 1));
    assertThat(transaction.inp("b", any())).contains(Tuple.of("b", 2));
  }

  @Test
  void longChainOfSwaps_isServedByOwnPuts() throws Exception {
    int length = 300;
    Transaction transaction = begin();
    List<CompletableFuture<Tuple>> chain = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      chain.add(transaction.swapAsync(Template.of("link", i), Tuple.of("link", i + 1)));
    }
    awaitBlockedIns(length);
    transaction.out("link", 0);
    for (int i = 0; i < length; i++) {
      assertThat(get(chain.get(i))).isEqualTo(Tuple.of("link", i));
    }
    transaction.commit();
    assertThat(space.rdAll("link", any())).containsExactly(Tuple.of("link", length));
  }

  @Test
  void ownPut_servesEveryReader_thenTheLongestWaitingTaker() throws Exception {
    Transaction transaction = begin();
    CompletableFuture<Tuple> first = blockedIn(() -> transaction.inAsync(JOBS));
    CompletableFuture<Tuple> second = blockedIn(() -> transaction.inAsync(JOBS));
    CompletableFuture<Tuple> rd = blockedRd(() -> transaction.rdAsync(JOBS));
    CompletableFuture<Tuple> other = blockedIn(() -> space.inAsync(JOBS));
    transaction.out("job", 1);
    assertThat(get(rd)).isEqualTo(job(1));
    assertThat(get(first)).isEqualTo(job(1));
    awaitBlockedIns(2);
    assertThat(second).isNotDone();
    space.out("job", 2);
    assertThat(get(second)).isEqualTo(job(2));
    assertThat(other).isNotDone();
    space.out("job", 3);
    assertThat(get(other)).isEqualTo(job(3));
  }

  @Test
  void inAll_blocked_getsAllOfAnOwnOutAll() throws Exception {
    Transaction transaction = begin();
    CompletableFuture<List<Tuple>> many = blockedIn(() -> transaction.inAllAsync(JOBS, 3));
    transaction.outAll(List.of(job(1), job(2), job(3), job(4)));
    assertThat(get(many)).containsExactly(job(1), job(2), job(3));
    assertThat(transaction.rdAll(JOBS)).containsExactly(job(4));
  }

  @Test
  void blockedCalls_ofOneTransaction_areServedOneByOne() throws Exception {
    Transaction transaction = begin();
    List<CompletableFuture<Tuple>> futures = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      futures.add(transaction.inAsync("job", i));
    }
    awaitBlockedIns(200);
    for (int i = 0; i < 200; i++) {
      if (i % 2 == 0) {
        space.out("job", i);
      } else {
        transaction.out("job", i);
      }
    }
    for (int i = 0; i < 200; i++) {
      assertThat(get(futures.get(i))).isEqualTo(job(i));
    }
    transaction.commit();
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void dependentOfAFuture_mayCallTheTransaction() throws Exception {
    Transaction transaction = begin();
    CompletableFuture<Tuple> future = blockedIn(() -> transaction.inAsync("a", any()));
    CompletableFuture<Tuple> next =
        future.thenCompose(
            tuple ->
                transaction
                    .outAsync("b", tuple.get(1))
                    .thenCompose(done -> transaction.inAsync("b", any())));
    space.out("a", 1);
    assertThat(get(next)).isEqualTo(Tuple.of("b", 1));
    CompletableFuture<Tuple> byOwnPut = blockedIn(() -> transaction.inAsync("c", any()));
    CompletableFuture<Tuple> afterIt =
        byOwnPut.thenCompose(
            tuple ->
                transaction
                    .outAsync("d", tuple.get(1))
                    .thenCompose(done -> transaction.inAsync("d", any())));
    transaction.out("c", 2);
    assertThat(get(afterIt)).isEqualTo(Tuple.of("d", 2));
    transaction.commit();
    assertThat(space.stats().tuples()).isZero();
  }

  // ---- given up

  @ParameterizedTest
  @MethodSource(TIMED)
  void timeout_over_leavesLaterTuplesAlone(Timed each) throws Exception {
    Transaction transaction = begin();
    Duration timeout = Duration.ofMillis(50);
    Caller<List<Tuple>> caller = call(() -> each.apply(transaction, JOBS, timeout));
    assertThat(caller.result()).isEmpty();
    assertThat(caller.millis()).isGreaterThanOrEqualTo(49);
    transaction.out("job", 1);
    space.out("job", 2);
    assertThat(transaction.rdAll(JOBS)).containsExactly(job(2), job(1));
    transaction.commit();
    assertThat(space.rdAll(JOBS)).containsExactly(job(2), job(1));
  }

  @ParameterizedTest
  @MethodSource(BLOCKING)
  void interrupted_takesNothing_andTheTransactionGoesOn(Blocking each) throws Exception {
    Transaction transaction = begin();
    transaction.out("mine", 1);
    Caller<List<Tuple>> caller = blocked(each.takes(), () -> each.apply(transaction, JOBS));
    caller.interrupt();
    assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
    awaitBlockedIns(0);
    awaitBlockedRds(0);
    space.out("job", 1);
    transaction.out("job", 2);
    assertThat(transaction.state()).isEqualTo(State.ACTIVE);
    transaction.commit();
    assertThat(space.rdAll(any(), any())).containsExactly(job(1), Tuple.of("mine", 1), job(2));
  }

  @Test
  void interruptedBefore_throws_andTakesNothing() {
    Transaction transaction = begin();
    transaction.out("job", 1);
    Caller<Tuple> caller =
        call(
            () -> {
              Thread.currentThread().interrupt();
              return transaction.in(JOBS);
            });
    assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
    assertThat(transaction.count(JOBS)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource(ASYNC)
  void cancelled_takesNothing_andTheTransactionGoesOn(Async each) {
    Transaction transaction = begin();
    CompletableFuture<Object> future = begin(each, transaction);
    assertThat(future.cancel(false)).isTrue();
    assertThat(future).isCancelled();
    awaitBlockedIns(0);
    awaitBlockedRds(0);
    space.out("job", 1);
    transaction.out("job", 2);
    transaction.commit();
    assertThat(space.rdAll(JOBS)).containsExactly(job(1), job(2));
  }

  @ParameterizedTest
  @MethodSource(ASYNC)
  void completedFromOutside_takesNothing(Async each) {
    Transaction transaction = begin();
    CompletableFuture<Object> timedOut =
        begin(each, transaction).orTimeout(5, TimeUnit.MILLISECONDS);
    assertThatThrownBy(() -> get(timedOut)).isInstanceOf(TimeoutException.class);
    awaitBlockedIns(0);
    awaitBlockedRds(0);
    CompletableFuture<Object> completed = begin(each, transaction);
    completed.completeAsync(() -> "from outside");
    assertThat(completed.join()).isEqualTo("from outside");
    awaitBlockedIns(0);
    awaitBlockedRds(0);
    transaction.out("job", 1);
    space.out("job", 2);
    transaction.commit();
    assertThat(space.rdAll(JOBS)).containsExactly(job(2), job(1));
  }

  @Test
  void cancelledAfterItWasServed_staysServed() throws Exception {
    Transaction transaction = begin();
    CompletableFuture<Tuple> future = blockedIn(() -> transaction.inAsync(JOBS));
    transaction.out("job", 1);
    assertThat(get(future)).isEqualTo(job(1));
    assertThat(future.cancel(false)).isFalse();
    assertThat(transaction.count(JOBS)).isZero();
  }

  // ---- ended with the transaction

  /** A way to end a transaction. */
  record End(String name, Consumer<Transaction> call, List<State> states) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<End> ends() {
    return List.of(
        new End("commit", Transaction::commit, List.of(State.COMMITTING, State.COMMITTED)),
        new End("abort", Transaction::abort, List.of(State.ABORTED)),
        new End("release", Transaction::release, List.of(State.ABORTED)),
        new End("close", Transaction::close, List.of(State.ABORTED)));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void end_endsWhatIsBlocked_andLaterTuplesStay(End end) throws Exception {
    Transaction transaction = begin();
    List<Caller<List<Tuple>>> callers = new ArrayList<>();
    for (Blocking each : Calls.blocking()) {
      // Readers with one template may count as one.
      Template template = Template.of("job", "for " + each);
      callers.add(blocked(each.takes(), () -> each.apply(transaction, template)));
    }
    List<CompletableFuture<?>> futures = new ArrayList<>();
    for (Async each : Calls.async()) {
      futures.add(begin(each, transaction, Template.of("job", "later for " + each)));
    }
    end.call().accept(transaction);
    for (Caller<List<Tuple>> caller : callers) {
      assertEndedBy(end, caller::result);
    }
    for (CompletableFuture<?> future : futures) {
      assertEndedBy(end, () -> get(future));
    }
    awaitBlockedIns(0);
    awaitBlockedRds(0);
    for (Blocking each : Calls.blocking()) {
      space.out("job", "for " + each);
    }
    assertThat(space.count(JOBS)).isEqualTo(Calls.blocking().size());
    await(() -> space.stats().transactions() == 0);
  }

  private static void assertEndedBy(End end, Callable<?> call) {
    assertThatThrownBy(call::call)
        .isInstanceOfSatisfying(
            TransactionEndedException.class,
            e -> {
              assertThat(e.state()).isIn(end.states());
              assertThat(e).hasMessageContaining(e.state().told());
            });
  }

  @Test
  void end_leavesOthersBlocked() throws Exception {
    Transaction transaction = begin();
    Transaction another = begin();
    CompletableFuture<Tuple> ended = blockedIn(() -> transaction.inAsync(JOBS));
    CompletableFuture<Tuple> first = blockedIn(() -> another.inAsync(JOBS));
    CompletableFuture<Tuple> second = blockedIn(() -> space.inAsync(JOBS));
    transaction.abort();
    assertThatThrownBy(() -> get(ended)).isInstanceOf(TransactionEndedException.class);
    assertThat(List.of(first, second)).noneMatch(CompletableFuture::isDone);
    space.out("job", 1);
    space.out("job", 2);
    assertThat(get(first)).isEqualTo(job(1));
    assertThat(get(second)).isEqualTo(job(2));
  }

  @Test
  void commit_mayBeCalledByADependentOfAFuture() throws Exception {
    Transaction transaction = begin();
    CompletableFuture<Tuple> never = blockedIn(() -> transaction.inAsync("never"));
    CompletableFuture<Void> committed =
        blockedIn(() -> transaction.inAsync(JOBS)).thenAcceptAsync(tuple -> transaction.commit());
    transaction.out("job", 1);
    get(committed);
    assertThatThrownBy(() -> get(never)).isInstanceOf(TransactionEndedException.class);
    assertThat(transaction.state()).isEqualTo(State.COMMITTED);
  }
}
