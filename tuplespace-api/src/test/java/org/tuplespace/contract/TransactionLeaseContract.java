package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Transaction.State;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.contract.Calls.Async;
import org.tuplespace.contract.Calls.Blocking;
import org.tuplespace.contract.Calls.Timed;

/** Leases that run out or are renewed, and calls that come too late. */
public abstract class TransactionLeaseContract extends SpaceFixture {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Template JOBS = Template.of("job", any());

  private static Tuple job(int number) {
    return Tuple.of("job", number);
  }

  private static void awaitExpiry(Transaction transaction) {
    await(() -> transaction.state() == State.EXPIRED);
  }

  /** Lets time pass, as the space sees it. */
  private void pass(long millis) {
    space.out(Tuple.of("clock"), OutOptions.timeToLive(Duration.ofMillis(millis)));
    await(() -> space.rdp("clock").isEmpty());
  }

  // ---- expiry

  @Test
  void expiry_givesBackToOldPlaces_andForgetsPuts() throws Exception {
    for (int i = 0; i < 4; i++) {
      space.out("job", i);
    }
    Transaction transaction = space.begin(SHORT);
    assertThat(transaction.in("job", 2)).isEqualTo(job(2));
    assertThat(transaction.in(JOBS)).isEqualTo(job(0));
    transaction.out("result", 1);
    assertThat(space.count(JOBS)).isEqualTo(2);
    awaitExpiry(transaction);
    await(() -> space.count(JOBS) == 4);
    List<Tuple> left = space.rdAll(JOBS);
    assertThat(left).containsExactly(job(0), job(1), job(2), job(3));
    assertThat(left).extracting(Tuple::deliveries).containsExactly(1, 0, 1, 0);
    assertThat(space.count("result", any())).isZero();
    await(() -> space.stats().transactions() == 0);
  }

  @Test
  void expiry_servesWaiters_alsoIfNobodyElseCalls() throws Exception {
    space.out("job", 1);
    Transaction transaction = space.begin(SHORT);
    assertThat(transaction.in(JOBS)).isEqualTo(job(1));
    CompletableFuture<Tuple> in = blockedIn(() -> space.inAsync(JOBS));
    Tuple served = get(in);
    assertThat(served).isEqualTo(job(1));
    assertThat(served.deliveries()).isEqualTo(1);
    awaitExpiry(transaction);
  }

  @Test
  void commit_afterTheLease_isRefused_andChangesNothing() throws Exception {
    space.out("job", 1);
    Transaction transaction = space.begin(SHORT);
    Tuple taken = transaction.in(JOBS);
    transaction.out("result", taken.get(1));
    Tuple again = space.in(JOBS); // once the lease is over
    assertThat(again).isEqualTo(taken);

    TransactionEndedException refusal =
        catchThrowableOfType(TransactionEndedException.class, transaction::commit);
    assertThat(refusal.state()).isEqualTo(State.EXPIRED);
    assertThat(refusal).hasMessageContainingAll("expired", "300 ms", "Renew");
    assertThat(transaction.state()).isEqualTo(State.EXPIRED);
    assertThat(space.count(any(), any())).isZero();
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void commit_ofPutsAlone_afterTheLease_isRefused() {
    Transaction transaction = space.begin(SHORT);
    transaction.out("result", 1);
    awaitExpiry(transaction);
    assertEnded(State.EXPIRED, transaction::commit);
    assertThat(space.count("result", any())).isZero();
  }

  @Test
  void lease_countsFromBegin_alsoWhileNothingIsDone() {
    Transaction transaction = space.begin(Duration.ofMillis(1));
    awaitExpiry(transaction);
    assertEnded(State.EXPIRED, transaction::commit);
    transaction.close();
    assertThat(transaction.state()).isEqualTo(State.EXPIRED);
  }

  @Test
  void expiry_endsBlockedCalls() throws Exception {
    Transaction transaction = space.begin(SHORT);
    List<Caller<List<Tuple>>> callers = new ArrayList<>();
    for (Blocking each : Calls.blocking()) {
      callers.add(call(() -> each.apply(transaction, JOBS)));
    }
    List<CompletableFuture<?>> futures = new ArrayList<>();
    for (Async each : Calls.async()) {
      futures.add(each.apply(transaction, JOBS));
    }
    for (Caller<List<Tuple>> caller : callers) {
      assertThat(caller.failure())
          .isInstanceOfSatisfying(
              TransactionEndedException.class, e -> assertThat(e.state()).isEqualTo(State.EXPIRED));
    }
    for (CompletableFuture<?> future : futures) {
      assertThatThrownBy(() -> get(future)).isInstanceOf(TransactionEndedException.class);
    }
    awaitBlockedIns(0);
    awaitBlockedRds(0);
    space.out("job", 1);
    assertThat(space.inp(JOBS)).contains(job(1));
  }

  @Test
  void expiry_whileNothingWasTaken_aBlockedInGetsNothingAfterwards() throws Exception {
    Transaction transaction = space.begin(SHORT);
    Caller<Tuple> caller = callBlockedIn(() -> transaction.in(JOBS));
    assertEnded(State.EXPIRED, caller::result);
    assertThat(transaction.state()).isEqualTo(State.EXPIRED);
    space.out("job", 1);
    assertThat(space.count(JOBS)).isEqualTo(1);
  }

  @Test
  void abort_afterTheLease_saysThatItExpired() throws Exception {
    space.out("job", 1);
    for (Consumer<Transaction> end :
        List.<Consumer<Transaction>>of(Transaction::abort, Transaction::release)) {
      Transaction transaction = space.begin(SHORT);
      transaction.in(JOBS);
      await(() -> space.count(JOBS) == 1); // it may not know yet
      assertEnded(
          State.EXPIRED,
          () -> {
            end.accept(transaction);
            return "ended";
          });
      assertThat(transaction.state()).isEqualTo(State.EXPIRED);
    }
    assertThat(space.in(JOBS).deliveries()).isEqualTo(2);
  }

  // ---- renewal

  @Test
  void renewed_theLeaseBeginsAnew() throws Exception {
    space.out("job", 1);
    Transaction transaction = space.begin(Duration.ofSeconds(1));
    Transaction unused = space.begin(Duration.ofSeconds(1));
    assertThat(transaction.in(JOBS)).isEqualTo(job(1));
    transaction.renew(LONG);
    unused.renew(LONG);
    pass(3_000);
    assertThat(space.count(JOBS)).isZero();
    assertThat(transaction.state()).isEqualTo(State.ACTIVE);
    assertThat(unused.state()).isEqualTo(State.ACTIVE);
    transaction.out("result", 1);
    transaction.commit();
    unused.commit();
    assertThat(space.rdAll(any(), any())).containsExactly(Tuple.of("result", 1));
  }

  @Test
  void renewed_withoutALength_isAsLongAsTheLastOne() throws Exception {
    space.out("job", 1);
    Transaction transaction = space.begin(Duration.ofSeconds(1));
    transaction.in(JOBS);
    for (int i = 0; i < 8; i++) {
      pass(300);
      transaction.renew();
    }
    assertThat(transaction.state()).isEqualTo(State.ACTIVE);
    assertThat(space.count(JOBS)).isZero();
    transaction.renew(LONG);
    transaction.renew();
    pass(3_000);
    assertThat(transaction.state()).isEqualTo(State.ACTIVE);
    transaction.commit();
  }

  @Test
  void renewed_toLess_isOverEarlier() throws Exception {
    space.out("job", 1);
    Transaction transaction = space.begin(LONG);
    assertThat(transaction.in(JOBS)).isEqualTo(job(1));
    transaction.renew(SHORT);
    awaitExpiry(transaction);
    await(() -> space.count(JOBS) == 1);
  }

  @Test
  void renew_afterTheLease_isRefused() throws Exception {
    space.out("job", 1);
    Transaction transaction = space.begin(SHORT);
    transaction.in(JOBS);
    await(() -> space.count(JOBS) == 1); // it may not know yet
    assertEnded(
        State.EXPIRED,
        () -> {
          transaction.renew(LONG);
          return "renewed";
        });
    assertEnded(
        State.EXPIRED,
        () -> {
          transaction.renew();
          return "renewed";
        });
    assertThat(transaction.state()).isEqualTo(State.EXPIRED);
    assertThat(space.in(JOBS)).isEqualTo(job(1));
  }

  @Test
  void hugeLease_isForEver() throws Exception {
    Duration huge = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    space.out("job", 1);
    Transaction transaction = space.begin(huge);
    assertThat(transaction.in(JOBS)).isEqualTo(job(1));
    transaction.renew(huge);
    transaction.renew();
    assertThat(space.count(JOBS)).isZero();
    transaction.commit();
    assertThat(space.stats().tuples()).isZero();
  }

  // ---- calls that come too late

  /** A way to end a transaction, and the state it has then. */
  record End(String name, State state, Consumer<Transaction> call) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<End> ends() {
    return List.of(
        new End("commit", State.COMMITTED, Transaction::commit),
        new End("abort", State.ABORTED, Transaction::abort),
        new End("release", State.ABORTED, Transaction::release),
        new End("close", State.ABORTED, Transaction::close),
        new End(
            "expiry",
            State.EXPIRED,
            transaction -> {
              transaction.renew(Duration.ofMillis(1));
              awaitExpiry(transaction);
            }));
  }

  /** A call under a transaction, by its name. */
  record Operation(String name, Call call) {}

  interface Call {
    Object apply(Transaction transaction) throws Exception;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // assertEnded waits for them
  private static List<Operation> everyOperation() {
    List<Operation> operations = new ArrayList<>();
    operations.add(new Operation("out", t -> run(() -> t.out("job", 2))));
    operations.add(
        new Operation("out delayed", t -> run(() -> t.out(job(2), OutOptions.delay(SHORT)))));
    operations.add(new Operation("outAsync", t -> t.outAsync("job", 2)));
    operations.add(new Operation("outAll", t -> run(() -> t.outAll(List.of(job(2))))));
    operations.add(new Operation("outAll of none", t -> run(() -> t.outAll(List.of()))));
    operations.add(new Operation("inp", t -> t.inp(JOBS)));
    operations.add(new Operation("rdp", t -> t.rdp(JOBS)));
    operations.add(new Operation("rdAll", t -> t.rdAll(JOBS)));
    operations.add(new Operation("count", t -> t.count(JOBS)));
    operations.add(new Operation("replace", t -> t.replace(JOBS, job(2))));
    for (Blocking each : Calls.blocking()) {
      operations.add(new Operation(each.name(), t -> each.apply(t, JOBS)));
    }
    for (Timed each : Calls.timed()) {
      operations.add(
          new Operation(each.name() + " at once", t -> each.apply(t, JOBS, Duration.ZERO)));
    }
    for (Async each : Calls.async()) {
      operations.add(new Operation(each.name(), t -> each.apply(t, JOBS)));
    }
    operations.add(new Operation("renew", t -> run(t::renew)));
    operations.add(new Operation("renew to", t -> run(() -> t.renew(LONG))));
    operations.add(new Operation("commit", t -> run(t::commit)));
    operations.add(new Operation("abort", t -> run(t::abort)));
    operations.add(new Operation("release", t -> run(t::release)));
    return operations;
  }

  private static Object run(Runnable call) {
    call.run();
    return "done";
  }

  @ParameterizedTest
  @MethodSource("ends")
  void ended_everyOperationSaysHow_andChangesNothing(End end) {
    space.out("job", 1);
    Transaction transaction = space.begin(LONG);
    assertThat(transaction.rdp(JOBS)).isPresent();
    end.call().accept(transaction);
    for (Operation each : everyOperation()) {
      Caller<Object> caller = call(() -> finish(each.call().apply(transaction)));
      assertThat(caller.failure())
          .as(each.name())
          .isInstanceOfSatisfying(
              TransactionEndedException.class,
              refusal -> {
                assertThat(refusal.state()).isEqualTo(end.state());
                assertThat(refusal).hasMessageContaining(end.state().told());
              });
    }
    transaction.close();
    transaction.close();
    assertThat(transaction.state()).isEqualTo(end.state());
    assertThat(space.rdAll(any(), any())).containsExactly(job(1));
    awaitBlockedIns(0);
    awaitBlockedRds(0);
  }

  private static Object finish(Object answer) throws Exception {
    return answer instanceof CompletableFuture<?> future ? get(future) : answer;
  }

  @Test
  void spaceClosed_itsTransactionsAreAborted() throws Exception {
    space.out("job", 1);
    Transaction transaction = space.begin(LONG);
    assertThat(transaction.in(JOBS)).isEqualTo(job(1));
    Caller<Tuple> blocked = callBlockedIn(() -> transaction.in("never"));
    space.close();
    assertEnded(State.ABORTED, blocked::result);
    await(() -> transaction.state() == State.ABORTED);
    for (Operation each : everyOperation()) {
      Caller<Object> caller = call(() -> finish(each.call().apply(transaction)));
      assertThat(caller.failure())
          .as(each.name())
          .isInstanceOfSatisfying(
              TransactionEndedException.class,
              refusal -> assertThat(refusal.state()).isEqualTo(State.ABORTED));
    }
    transaction.close();
  }

  private static void assertEnded(State state, Runnable call) {
    assertEnded(state, () -> run(call));
  }

  private static void assertEnded(State state, java.util.concurrent.Callable<?> call) {
    TransactionEndedException refusal =
        catchThrowableOfType(TransactionEndedException.class, call::call);
    assertThat(refusal).as("exception of a call that comes too late").isNotNull();
    assertThat(refusal.state()).isEqualTo(state);
    assertThat(refusal).hasMessageContaining(state.told());
  }
}
