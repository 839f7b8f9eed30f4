package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.greaterThan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Transaction.State;
import org.tuplespace.Tuple;
import org.tuplespace.TupleListener;
import org.tuplespace.TupleSpace;
import org.tuplespace.contract.Calls.Timed;
import org.tuplespace.contract.SampleTypes.Circle;

/** What is taken and put under a transaction takes effect together or not at all. */
public abstract class TransactionContract extends SpaceFixture {
  private static final String TIMED = "org.tuplespace.contract.Calls#timed";
  private static final Template JOBS = Template.of("job", any());

  /** A way to end a transaction without effect. */
  record GivingUp(String name, Consumer<Transaction> call, int deliveries) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<GivingUp> givingUp() {
    return List.of(
        new GivingUp("abort", Transaction::abort, 1),
        new GivingUp("release", Transaction::release, 0),
        new GivingUp("close", Transaction::close, 1));
  }

  private Transaction begin() {
    return space.begin(LONG);
  }

  private static Tuple job(int number) {
    return Tuple.of("job", number);
  }

  private static List<Tuple> jobs(int from, int to) {
    return IntStream.range(from, to).mapToObj(TransactionContract::job).toList();
  }

  // ---- commit

  @Test
  void commit_makesTakesAndPutsFinal() throws Exception {
    space.outAll(jobs(0, 3));
    Transaction transaction = begin();
    assertThat(transaction.in("job", any())).isEqualTo(job(0));
    assertThat(transaction.inp("job", 2)).contains(job(2));
    transaction.out("result", 0);
    transaction.out("result", 2);
    transaction.commit();
    assertThat(transaction.state()).isEqualTo(State.COMMITTED);
    TupleSpace other = anotherClient();
    assertThat(other.rdAll("job", any())).containsExactly(job(1));
    assertThat(other.rdAll("result", any()))
        .containsExactly(Tuple.of("result", 0), Tuple.of("result", 2));
    transaction.close();
    assertThat(other.stats().tuples()).isEqualTo(3);
    assertThat(transaction.state()).isEqualTo(State.COMMITTED);
  }

  @Test
  void commit_ofNothing_isDone() {
    Transaction transaction = begin();
    assertThat(transaction.state()).isEqualTo(State.ACTIVE);
    transaction.commit();
    assertThat(transaction.state()).isEqualTo(State.COMMITTED);
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void commit_ofTakesAlone_removesThem() throws Exception {
    space.outAll(jobs(0, 5));
    Transaction transaction = begin();
    assertThat(transaction.inAll(JOBS, 3)).isEqualTo(jobs(0, 3));
    transaction.commit();
    assertThat(space.rdAll(JOBS)).isEqualTo(jobs(3, 5));
  }

  @Test
  void commit_putsInTheOrderOfThePuts_afterWhatIsThere() {
    space.out("job", -1);
    Transaction transaction = begin();
    transaction.out("job", 0);
    transaction.outAll(jobs(1, 4));
    transaction.outAsync("job", 4).join();
    space.out("job", -2);
    transaction.commit();
    space.out("job", -3);
    assertThat(space.rdAll(JOBS))
        .containsExactly(job(-1), job(-2), job(0), job(1), job(2), job(3), job(4), job(-3));
  }

  @Test
  void commit_isOneStepForObservers() throws Exception {
    TupleSpace writer = anotherClient();
    Repeated.whileObserved(
        this,
        i -> {
          try (Transaction transaction = writer.begin(LONG)) {
            assertThat(transaction.inAll(JOBS, 20, Duration.ZERO)).hasSize(i == 0 ? 0 : 20);
            transaction.commit();
          }
          try (Transaction transaction = writer.begin(LONG)) {
            for (Tuple each : jobs(0, 20)) {
              transaction.out(each);
            }
            transaction.commit();
          }
        },
        () -> assertThat(space.count(JOBS)).isIn(0L, 20L));
  }

  @Test
  void commit_takesAndPutsInOneStep() throws Exception {
    space.out("account", "a", 100);
    space.out("account", "b", 100);
    TupleSpace writer = anotherClient();
    int rounds =
        Repeated.whileObserved(
            this,
            i -> {
              try (Transaction transaction = writer.begin(LONG)) {
                int a = transaction.in("account", "a", any()).getInt(2);
                int b = transaction.in("account", "b", any()).getInt(2);
                transaction.out("account", "a", a - 1);
                transaction.out("account", "b", b + 1);
                transaction.commit();
              }
            },
            () -> {
              List<Tuple> accounts = new ArrayList<>();
              await(
                  () -> {
                    accounts.clear();
                    accounts.addAll(space.rdAll("account", any(), any()));
                    return accounts.size() == 2; // else some are held
                  });
              assertThat(accounts.stream().mapToInt(account -> account.getInt(2)).sum())
                  .isEqualTo(200);
            });
    assertThat(space.inp("account", "a", any())).contains(Tuple.of("account", "a", 100 - rounds));
  }

  @Test
  void commit_servesWaiters_inTheOrderOfThePuts() throws Exception {
    CompletableFuture<Tuple> rd = blockedRd(() -> space.rdAsync("job", any()));
    CompletableFuture<Tuple> first = blockedIn(() -> space.inAsync("job", any()));
    CompletableFuture<Tuple> second = blockedIn(() -> space.inAsync("job", greaterThan(1)));
    Transaction transaction = begin();
    transaction.outAll(jobs(1, 4));
    assertThat(List.of(rd, first, second)).noneMatch(CompletableFuture::isDone);
    transaction.commit();
    assertThat(get(rd)).isEqualTo(job(1));
    assertThat(get(first)).isEqualTo(job(1));
    assertThat(get(second)).isEqualTo(job(2));
    assertThat(space.rdAll(JOBS)).containsExactly(job(3));
  }

  @Test
  void commit_ofManyTuples_isWhole() throws Exception {
    space.outAll(jobs(0, 2_000));
    Transaction transaction = begin();
    for (int taken = 0; taken < 2_000; ) {
      taken += transaction.inAll(JOBS, 700).size();
    }
    List<Tuple> results = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      results.add(Tuple.of("result", i));
    }
    transaction.outAll(results);
    transaction.commit();
    assertThat(space.count(JOBS)).isZero();
    assertThat(space.rdAll("result", any())).isEqualTo(results);
  }

  // ---- what others see

  @ParameterizedTest
  @MethodSource(TIMED)
  void take_hidesTheTupleFromOthers_readDoesNot(Timed each) throws Exception {
    space.out("job", 1);
    Transaction transaction = begin();
    assertThat(each.apply(transaction, JOBS, Duration.ZERO)).containsExactly(job(1));
    for (TupleSpace other : List.of(space, anotherClient())) {
      int visible = each.takes() ? 0 : 1;
      assertThat(other.count(JOBS)).isEqualTo(visible);
      assertThat(other.rdAll(JOBS)).hasSize(visible);
      assertThat(other.rdp(JOBS).isPresent()).isEqualTo(!each.takes());
      if (each.takes()) {
        assertThat(other.inp(JOBS)).isEmpty();
        assertThat(other.in(JOBS, Duration.ofMillis(1))).isEmpty();
        assertThat(other.replace(JOBS, Tuple.of("other"))).isZero();
      }
    }
    transaction.abort();
    assertThat(space.inp(JOBS)).contains(job(1));
  }

  @Test
  void take_isNotSeenAgainByTheSameTransaction() throws Exception {
    space.outAll(jobs(1, 3));
    Transaction transaction = begin();
    assertThat(transaction.in(JOBS)).isEqualTo(job(1));
    assertThat(transaction.count(JOBS)).isEqualTo(1);
    assertThat(transaction.rdp("job", 1)).isEmpty();
    assertThat(transaction.in(JOBS)).isEqualTo(job(2));
    assertThat(transaction.inp(JOBS)).isEmpty();
  }

  @Test
  void read_doesNotLock() throws Exception {
    space.out("job", 1);
    Transaction transaction = begin();
    assertThat(transaction.rd(JOBS)).isEqualTo(job(1));
    assertThat(anotherClient().inp(JOBS)).contains(job(1));
    assertThat(transaction.rdp(JOBS)).isEmpty();
    transaction.commit();
  }

  @Test
  void out_isNotSeenByOthers_beforeTheCommit() throws Exception {
    CompletableFuture<Tuple> in = blockedIn(() -> space.inAsync(JOBS));
    Transaction transaction = begin();
    Transaction another = begin();
    transaction.out("job", 1);
    transaction.out(job(2), OutOptions.timeToLive(LONG));
    assertThat(space.rdp(JOBS)).isEmpty();
    assertThat(space.count(JOBS)).isZero();
    assertThat(space.rdAll(JOBS)).isEmpty();
    assertThat(another.inp(JOBS)).isEmpty();
    assertThat(another.rdAll(JOBS)).isEmpty();
    assertThat(in).isNotDone();
    transaction.commit();
    assertThat(get(in)).isEqualTo(job(1));
    assertThat(another.inp(JOBS)).contains(job(2));
  }

  @Test
  void swapAndReplace_putNothingBeforeTheCommit() throws Exception {
    space.out("a", 1);
    space.out("b", 1);
    space.out("b", 2);
    Transaction transaction = begin();
    assertThat(transaction.swap(Template.of("a", any()), Tuple.of("a", 2), Tuple.of("a", 3)))
        .isEqualTo(Tuple.of("a", 1));
    assertThat(transaction.replace(Template.of("b", any()), Tuple.of("b", 3))).isEqualTo(2);
    assertThat(space.rdAll(any(), any())).isEmpty();
    transaction.commit();
    assertThat(space.rdAll(any(), any()))
        .containsExactly(Tuple.of("a", 2), Tuple.of("a", 3), Tuple.of("b", 3));
  }

  @Test
  void writtenAndTaken_neverSurfaces() throws Exception {
    Log log = new Log();
    space.watch(JOBS, log);
    CompletableFuture<Tuple> in = blockedIn(() -> space.inAsync(JOBS));
    CompletableFuture<Tuple> rd = blockedRd(() -> space.rdAsync(JOBS));
    Transaction transaction = begin();
    transaction.out("job", 1);
    assertThat(transaction.in(JOBS)).isEqualTo(job(1));
    transaction.commit();
    assertThat(space.count(JOBS)).isZero();
    space.out("job", 2);
    assertThat(get(in)).isEqualTo(job(2));
    assertThat(get(rd)).isEqualTo(job(2));
    await(() -> log.events.size() == 2);
    assertThat(log.events).containsExactly("out (\"job\", 2)", "removed (\"job\", 2)");
  }

  @Test
  void collect_leavesWhatIsHeld() {
    space.outAll(jobs(0, 3));
    Transaction transaction = begin();
    assertThat(transaction.inp("job", 1)).isPresent();
    TupleSpace target = anotherSpace();
    assertThat(space.copyCollect(JOBS, target)).isEqualTo(2);
    assertThat(space.collect(JOBS, target)).isEqualTo(2);
    transaction.abort();
    assertThat(space.rdAll(JOBS)).containsExactly(job(1));
  }

  @Test
  void transactions_takeDifferentTuples() throws Exception {
    space.outAll(jobs(0, 3));
    Transaction first = begin();
    Transaction second = anotherClient().begin(LONG);
    assertThat(first.in(JOBS)).isEqualTo(job(0));
    assertThat(second.in(JOBS)).isEqualTo(job(1));
    assertThat(first.in(JOBS)).isEqualTo(job(2));
    assertThat(second.inp(JOBS)).isEmpty();
    first.abort();
    assertThat(second.inAll(JOBS, 5)).containsExactly(job(0), job(2));
    second.commit();
    assertThat(space.count(JOBS)).isZero();
  }

  @Test
  void watch_tellsOfATakeAtOnce_andOfItsEnd() throws Exception {
    Log log = new Log();
    space.watch(JOBS, log);
    space.out("job", 1);
    Transaction transaction = begin();
    transaction.in(JOBS);
    transaction.out("job", 2);
    transaction.abort();
    Transaction another = begin();
    another.in(JOBS);
    another.out("job", 3);
    another.commit();
    await(() -> log.events.size() == 5);
    assertThat(log.events)
        .containsExactly(
            "out (\"job\", 1)",
            "removed (\"job\", 1)",
            "out (\"job\", 1)",
            "removed (\"job\", 1)",
            "out (\"job\", 3)");
  }

  /** Writes down what it is told. */
  private static final class Log implements TupleListener {
    final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void onOut(Tuple tuple) {
      events.add("out " + tuple);
    }

    @Override
    public void onRemoved(Tuple tuple) {
      events.add("removed " + tuple);
    }
  }

  @Test
  void stats_countTransactionsThatHoldOrWait() throws Exception {
    space.out("job", 1);
    Transaction taker = begin();
    Transaction waiter = begin();
    taker.out("job", 2);
    assertThat(taker.rdp("job", 1)).isPresent();
    assertThat(space.stats().transactions()).isZero();
    taker.in("job", 1);
    CompletableFuture<Tuple> waiting = blockedIn(() -> waiter.inAsync("never"));
    await(() -> anotherClient().stats().transactions() == 2);
    assertThat(space.stats().tuples()).isZero();
    assertThat(space.stats().claimed()).isZero();
    taker.commit();
    waiter.abort();
    await(() -> space.stats().transactions() == 0);
    assertThat(waiting).isDone();
    assertThat(space.stats().tuples()).isEqualTo(1);
  }

  // ---- giving up

  @ParameterizedTest
  @MethodSource("givingUp")
  void givenUp_tuplesReturnToTheirPlaces_andPutsAreForgotten(GivingUp end) throws Exception {
    space.outAll(jobs(0, 6));
    Transaction transaction = begin();
    assertThat(transaction.in("job", 3)).isEqualTo(job(3));
    assertThat(transaction.inAll(JOBS, 2)).isEqualTo(jobs(0, 2));
    assertThat(transaction.swap(Template.of("job", 5), job(9))).isEqualTo(job(5));
    assertThat(transaction.replace(Template.of("job", 4), job(9))).isEqualTo(1);
    transaction.out("result", 1);
    end.call().accept(transaction);
    assertThat(transaction.state()).isEqualTo(State.ABORTED);
    await(() -> space.count(JOBS) == 6);
    assertThat(anotherClient().rdAll(JOBS)).isEqualTo(jobs(0, 6));
    assertThat(space.count("result", any())).isZero();
    assertThat(space.rdAll(JOBS)).extracting(Tuple::deliveries).contains(end.deliveries());
    await(() -> space.stats().transactions() == 0);
  }

  @ParameterizedTest
  @MethodSource("givingUp")
  void givenUp_deliveriesRiseByOne_orNot(GivingUp end) throws Exception {
    space.outAll(jobs(1, 3));
    for (int i = 0; i < 3; i++) {
      Transaction transaction = begin();
      Tuple taken = transaction.in("job", 1);
      assertThat(taken.deliveries()).isEqualTo(i * end.deliveries());
      assertThat(transaction.rd("job", 2).deliveries()).isZero();
      end.call().accept(transaction);
      await(() -> space.count("job", 1) == 1);
    }
    assertThat(space.rd("job", 1).deliveries()).isEqualTo(3 * end.deliveries());
    assertThat(space.rdp("job", 2).orElseThrow().deliveries()).isZero();
    assertThat(space.rdAll("job", 1).get(0).deliveries()).isEqualTo(3 * end.deliveries());
    assertThat(space.in("job", 1).deliveries()).isEqualTo(3 * end.deliveries());
  }

  @Test
  void deliveries_ofATupleThatIsPutAgain_areZero() throws Exception {
    space.out("job", 1);
    Transaction transaction = begin();
    transaction.in("job", 1);
    transaction.abort();
    Tuple again = space.in("job", 1);
    assertThat(again.deliveries()).isEqualTo(1);
    space.out(again);
    assertThat(space.rd("job", 1).deliveries()).isZero();
    Transaction another = begin();
    another.out(again);
    assertThat(another.rd("job", 1).deliveries()).isZero();
    assertThat(another.inAll(JOBS, 2)).extracting(Tuple::deliveries).containsExactly(0, 0);
    another.out(again);
    another.commit();
    assertThat(space.in("job", 1).deliveries()).isZero();
  }

  @ParameterizedTest
  @MethodSource("givingUp")
  void givenUp_servesWaiters(GivingUp end) throws Exception {
    space.outAll(jobs(0, 2));
    Transaction transaction = begin();
    assertThat(transaction.inAll(JOBS, 2)).hasSize(2);
    Transaction another = begin();
    CompletableFuture<Tuple> rd = blockedRd(() -> space.rdAsync(JOBS));
    CompletableFuture<Tuple> in = blockedIn(() -> another.inAsync(JOBS));
    end.call().accept(transaction);
    assertThat(get(rd)).isEqualTo(job(0));
    assertThat(get(in)).isEqualTo(job(0));
    assertThat(get(in).deliveries()).isEqualTo(end.deliveries());
    await(() -> space.count(JOBS) == 1);
    another.abort();
    await(() -> space.count(JOBS) == 2);
    assertThat(space.rdAll(JOBS)).isEqualTo(jobs(0, 2));
  }

  @Test
  void abort_ofManyTuples_allReturn() throws Exception {
    space.outAll(jobs(0, 1_500));
    Transaction transaction = begin();
    for (int taken = 0; taken < 1_500; ) {
      taken += transaction.inAll(JOBS, 400).size();
    }
    assertThat(space.count(JOBS)).isZero();
    transaction.abort();
    await(() -> space.count(JOBS) == 1_500);
    assertThat(space.rdAll(JOBS)).isEqualTo(jobs(0, 1_500));
  }

  @Test
  void close_withTryWithResources_abortsWhatIsNotCommitted() throws Exception {
    space.out("job", 1);
    try (Transaction transaction = begin()) {
      transaction.in("job", 1);
      transaction.out("result", 1);
    }
    await(() -> space.count(JOBS) == 1);
    try (Transaction transaction = begin()) {
      transaction.in("job", 1);
      transaction.out("result", 2);
      transaction.commit();
    }
    assertThat(space.rdAll(any(), any())).containsExactly(Tuple.of("result", 2));
  }

  @Test
  void givenBack_isFoundByEveryKindOfTemplate() throws Exception {
    space.out("job", 1, "x");
    space.rdp("job", any(), String.class);
    Transaction transaction = begin();
    transaction.in("job", 1, any());
    space.rdp(any(), 1, any()); // an index made while it was away
    space.rdp(String.class, Integer.class, "x");
    transaction.abort();
    Tuple tuple = Tuple.of("job", 1, "x");
    assertThat(space.rdp(any(), 1, any())).contains(tuple);
    assertThat(space.rdp(String.class, Integer.class, "x")).contains(tuple);
    assertThat(space.rdp("job", greaterThan(0), any())).contains(tuple);
    assertThat(space.rdp("job", any(), String.class)).contains(tuple);
    assertThat(space.inp(tuple)).contains(tuple);
    assertThat(space.count(any(), any(), any())).isZero();
  }

  @Test
  void bigAndOpaqueFields_surviveEachEnd() throws Exception {
    Tuple big = Tuple.of("big", "ü😀x".repeat(50_000), new byte[1_000_000]);
    Tuple opaque = Tuple.of("opaque", new Circle(1), 2);
    Template bigs = Template.of("big", any(), any());
    Template opaques = Template.of("opaque", Circle.class, any());
    try (Transaction transaction = begin()) {
      transaction.out(big);
      transaction.out(opaque);
      assertThat(transaction.rdp(bigs)).contains(big);
      assertThat(transaction.rdp(opaques)).isPresent();
      transaction.commit();
    }
    for (int i = 0; i < 3; i++) {
      Transaction transaction = begin();
      assertThat(transaction.in(bigs)).isEqualTo(big);
      assertThat(transaction.in(opaques).arity()).isEqualTo(3);
      if (i < 2) {
        transaction.abort();
        await(() -> space.count(any(), any(), any()) == 2);
        assertThat(space.rdp(bigs)).contains(big);
      } else {
        transaction.out(big);
        transaction.commit();
      }
    }
    assertThat(space.rdAll(any(), any(), any())).containsExactly(big);
  }
}
