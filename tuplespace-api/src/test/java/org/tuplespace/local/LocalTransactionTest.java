package org.tuplespace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tuplespace.LimitExceededException;
import org.tuplespace.LocalTupleSpace;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Transaction.State;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.internal.Request;

/** Transactions on a space whose clock stands still unless it is moved, and with threads. */
@Timeout(60)
class LocalTransactionTest {
  private static final Template JOBS = Template.of("job", any());

  private long now = 1_000;
  private final LocalSpace space = new LocalSpace("test", () -> now);
  private final LocalTupleSpace operations = new LocalTupleSpace("other");

  @AfterEach
  void close() {
    space.close();
    operations.close();
  }

  private void pass(long millis) {
    now += Duration.ofMillis(millis).toNanos();
  }

  /** What it counts and reads all of is in another space, which these tests don't look at. */
  private Transaction begin(long leaseMillis) {
    return space.begin(operations, Duration.ofMillis(leaseMillis));
  }

  private void out(Object... fields) {
    space.out(Tuple.of(fields), OutOptions.NONE);
  }

  private static Tuple job(int number) {
    return Tuple.of("job", number);
  }

  // ---- leases

  @Test
  void lease_isOverToTheNanosecond() {
    out("job", 1);
    Transaction transaction = begin(10);
    assertThat(transaction.inp(JOBS)).contains(job(1));
    pass(10);
    now--;
    assertThat(transaction.state()).isEqualTo(State.ACTIVE);
    assertThat(space.count(JOBS)).isZero();
    now++;
    assertThat(space.count(JOBS)).isEqualTo(1);
    assertThat(transaction.state()).isEqualTo(State.EXPIRED);
  }

  @Test
  void commit_isRefused_alsoIfNobodyHasNoticedTheEndOfTheLease() {
    out("job", 1);
    Transaction transaction = begin(10);
    assertThat(transaction.inp(JOBS)).contains(job(1));
    transaction.out("result", 1);
    pass(10);
    assertThatThrownBy(transaction::commit)
        .isInstanceOf(TransactionEndedException.class)
        .hasMessage(
            "the transaction has expired; its lease (10 ms) ran out or its client was out of touch,"
                + " and what it took is back in the space. Renew it in time, or begin it with a"
                + " longer lease");
    assertThat(transaction.state()).isEqualTo(State.EXPIRED);
    assertThat(space.rdAll(Template.of(any(), any()))).containsExactly(job(1));
  }

  @Test
  void everyCall_findsTheEndOfTheLeaseItself() {
    for (Function<Transaction, Object> call :
        List.<Function<Transaction, Object>>of(
            transaction -> transaction.inp(JOBS),
            transaction -> transaction.replace(JOBS, job(2)),
            transaction -> get(transaction.inAsync(JOBS)),
            transaction -> {
              transaction.renew();
              return "renewed";
            },
            transaction -> {
              transaction.abort();
              return "aborted";
            })) {
      Transaction transaction = begin(10);
      pass(10);
      assertThatThrownBy(() -> call.apply(transaction))
          .isInstanceOfSatisfying(
              TransactionEndedException.class, e -> assertThat(e.state()).isEqualTo(State.EXPIRED));
      assertThat(transaction.state()).isEqualTo(State.EXPIRED);
    }
    assertThat(space.footprint()).isZero();
  }

  private static Object get(CompletableFuture<?> future) {
    try {
      return future.get(20, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException e) {
      throw (RuntimeException) e.getCause();
    } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void leaseAndTimeToLive_overTogether_theTupleIsGone() {
    space.out(job(1), OutOptions.timeToLive(Duration.ofMillis(10)));
    space.out(job(2), OutOptions.timeToLive(Duration.ofMillis(11)));
    Transaction transaction = begin(10);
    assertThat(transaction.inp("job", 1)).isPresent();
    assertThat(transaction.inp("job", 2)).isPresent();
    pass(10);
    assertThat(space.rdAll(JOBS)).containsExactly(job(2));
    pass(1);
    assertThat(space.count(JOBS)).isZero();
    assertThat(space.footprint()).isZero();
  }

  @Test
  void expiry_endsWaitersBeforeItGivesBack() {
    out("job", 1);
    Transaction transaction = begin(10);
    assertThat(transaction.inp(JOBS)).isPresent();
    CompletableFuture<Tuple> own = transaction.inAsync(JOBS);
    CompletableFuture<List<Tuple>> other =
        space.submitBlocking(Request.in(JOBS), Function.identity());
    pass(10);
    assertThat(space.count(JOBS)).isZero();
    assertThat(other).isCompletedWithValue(List.of(job(1)));
    assertThatThrownBy(() -> get(own)).isInstanceOf(TransactionEndedException.class);
  }

  @Test
  void renewed_leavesOneAppointment() {
    Transaction transaction = begin(10);
    for (int i = 0; i < 100; i++) {
      transaction.renew(Duration.ofMillis(20));
    }
    assertThat(space.footprint()).isEqualTo(2);
    pass(19);
    transaction.renew();
    pass(19);
    transaction.commit();
    assertThat(space.footprint()).isZero();
  }

  @Test
  void everyEnd_leavesNothing() {
    List<CompletableFuture<?>> futures = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      out("job", i);
      Transaction transaction = begin(1_000_000);
      assertThat(transaction.inp("job", i)).isPresent();
      transaction.out("result", i);
      futures.add(transaction.inAsync("never", i));
      futures.add(transaction.rdAsync(Template.of("never"), Duration.ofHours(1)));
      switch (i % 3) {
        case 0 -> transaction.commit();
        case 1 -> transaction.abort();
        default -> {
          transaction.renew(Duration.ofMillis(1));
          pass(1);
          assertThat(transaction.state()).isEqualTo(State.EXPIRED);
        }
      }
    }
    futures.forEach(
        future ->
            assertThatThrownBy(() -> get(future)).isInstanceOf(TransactionEndedException.class));
    assertThat(space.count(JOBS)).isEqualTo(200);
    assertThat(space.count(Template.of("result", any()))).isEqualTo(100);
    while (space.poll(Template.of(any(), any()), true) != null) {}
    assertThat(space.footprint()).isZero();
  }

  // ---- limits

  @Test
  void hold_thatIsFull_endsItsTakers_andNothingMoreIsServed() {
    int limit = 10_000;
    Transaction transaction = begin(1_000);
    CompletableFuture<List<Tuple>> all = transaction.inAllAsync(JOBS, limit);
    CompletableFuture<Tuple> one = transaction.inAsync(JOBS);
    CompletableFuture<Tuple> rd = transaction.rdAsync(Template.of("other"));
    space.outAll(IntStream.range(0, limit + 5).mapToObj(LocalTransactionTest::job).toList());
    assertThat((List<?>) get(all)).hasSize(limit);
    assertThatThrownBy(() -> get(one))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContainingAll("takes at most 10,000");
    assertThat(rd).isNotDone();
    assertThat(space.count(JOBS)).isEqualTo(5);
    transaction.abort();
    assertThat(space.count(JOBS)).isEqualTo(limit + 5);
  }

  @Test
  void hold_thatBecomesFull_whileAnInAllGathers_isAnswered() {
    int limit = 10_000;
    Transaction transaction = begin(1_000);
    out("other", 0);
    assertThat(transaction.inp("other", 0)).isPresent();
    CompletableFuture<List<Tuple>> first = transaction.inAllAsync(Template.of("a", any()), limit);
    CompletableFuture<List<Tuple>> second = transaction.inAllAsync(JOBS, limit);
    List<Tuple> tuples = new ArrayList<>();
    for (int i = 0; i < limit / 2; i++) {
      tuples.add(Tuple.of("a", i));
      tuples.add(job(i));
    }
    space.outAll(tuples);
    int got = ((List<?>) get(first)).size() + ((List<?>) get(second)).size();
    assertThat(got).isEqualTo(limit - 1);
    assertThat(space.stats().tuples()).isEqualTo(1);
    assertThat(space.stats().blockedIns()).isZero();
  }

  // ---- the end of the space

  @Test
  void spaceClosed_theTransactionSaysSo() {
    out("job", 1);
    Transaction transaction = begin(1_000);
    assertThat(transaction.inp(JOBS)).isPresent();
    CompletableFuture<Tuple> blocked = transaction.inAsync(JOBS);
    space.close();
    assertThat(transaction.state()).isEqualTo(State.ABORTED);
    String message = "the transaction was aborted: the space \"test\" is closed";
    assertThatThrownBy(() -> get(blocked))
        .isInstanceOf(TransactionEndedException.class)
        .hasMessage(message);
    assertThatThrownBy(transaction::commit)
        .isInstanceOf(TransactionEndedException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> transaction.out("job", 2)).hasMessage(message);
    transaction.close();
  }

  // ---- threads

  /** What a user does in a dependent may need a lock that another thread holds in a call. */
  @Test
  void futures_completeWhileNoCallIsHeldUp() throws Exception {
    ReentrantLock usersLock = new ReentrantLock();
    for (int i = 0; i < 300; i++) {
      int round = i;
      Transaction transaction = begin(60_000);
      List<CompletableFuture<?>> dependents = new ArrayList<>();
      for (int j = 0; j < 4; j++) {
        dependents.add(
            transaction
                .inAsync("r", round, j % 2)
                .handle(
                    (tuple, error) -> {
                      usersLock.lock();
                      usersLock.unlock();
                      return "done";
                    }));
      }
      CountDownLatch ready = new CountDownLatch(3);
      List<Thread> threads =
          List.of(
              thread(
                  ready,
                  () -> {
                    usersLock.lock();
                    try {
                      transaction.inp(JOBS);
                      transaction.out("r", round, 0);
                    } catch (TransactionEndedException e) {
                      // by the other
                    } finally {
                      usersLock.unlock();
                    }
                  }),
              thread(ready, () -> out("r", round, 1)),
              thread(
                  ready,
                  () -> {
                    if (round % 3 == 0) {
                      transaction.abort();
                    } else {
                      transaction.commit();
                    }
                  }));
      for (Thread thread : threads) {
        thread.join(20_000);
        assertThat(thread.isAlive()).as("%s", (Object) thread.getStackTrace()).isFalse();
      }
      dependents.forEach(LocalTransactionTest::get);
    }
  }

  private static Thread thread(CountDownLatch ready, Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              ready.countDown();
              try {
                ready.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              work.run();
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Test
  void commit_byADependentThatASingleThreadRuns() {
    Transaction transaction = begin(60_000);
    List<CompletableFuture<?>> others = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      others.add(transaction.inAsync("job", i));
    }
    CompletableFuture<Void> committed =
        transaction.inAsync("last").thenAccept(tuple -> transaction.commit());
    List<Tuple> all = new ArrayList<>(List.of(Tuple.of("last")));
    IntStream.range(0, 20).mapToObj(LocalTransactionTest::job).forEach(all::add);
    space.outAll(all);
    get(committed);
    others.forEach(future -> assertThat(get(future)).isNotNull());
    assertThat(space.stats().tuples()).isZero();
    assertThat(transaction.state()).isEqualTo(State.COMMITTED);
  }
}
