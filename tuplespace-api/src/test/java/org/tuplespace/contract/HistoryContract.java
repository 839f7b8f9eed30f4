package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.contract.Event.Clock;
import org.tuplespace.contract.Event.Kind;

/** Histories of several threads and clients are linearizable, and each tuple is taken once. */
public abstract class HistoryContract extends SpaceFixture {
  private static final int THREADS = 4;
  private static final List<String> KEYS = List.of("k", "l", "m");

  @Test
  void concurrentHistories_areLinearizable() throws Exception {
    long seed = Seed.log("HistoryContract");
    for (int round = 0; round < 25; round++) {
      space = anotherSpace();
      List<Event> history = record(seed + round, 20);
      assertThat(Linearizability.findViolation(history)).as("seed %s", seed + round).isEmpty();
    }
  }

  @Test
  void longConcurrentHistory_perKey_isLinearizable() throws Exception {
    long seed = Seed.log("HistoryContract");
    List<Event> history = record(seed, 250, false);
    assertThat(Linearizability.findViolationByFirstField(history)).as("seed %s", seed).isEmpty();
  }

  @Test
  void concurrentTransactions_areLinearizable() throws Exception {
    long seed = Seed.log("HistoryContract");
    for (int round = 0; round < 10; round++) {
      space = anotherSpace();
      List<Event> history = recordTransactions(seed + round);
      assertThat(Linearizability.findViolationByFirstField(history))
          .as("seed %s", seed + round)
          .isEmpty();
    }
  }

  private List<Event> recordTransactions(long seed) throws Exception {
    AtomicLong ticks = new AtomicLong();
    AtomicLong numbers = new AtomicLong();
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Caller<List<Event>>> callers = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      Random random = new Random(seed * THREADS + t);
      TupleSpace client = anotherClient();
      callers.add(
          call(
              () -> {
                List<Event> events = new ArrayList<>();
                start.await();
                for (int i = 0; i < 40; i++) {
                  transact(client, ticks::incrementAndGet, random, numbers, events);
                }
                return events;
              }));
    }
    List<Event> history = new ArrayList<>();
    for (Caller<List<Event>> caller : callers) {
      history.addAll(caller.result());
    }
    return history;
  }

  /** A transaction that takes up to two tuples, puts up to two, and ends in some way; or no one. */
  private static void transact(
      TupleSpace client, Clock clock, Random random, AtomicLong numbers, List<Event> events) {
    String key = KEYS.get(random.nextInt(KEYS.size()));
    Template template = Template.of(key, any());
    switch (random.nextInt(6)) {
      case 0, 1 -> {
        Tuple tuple = Tuple.of(key, numbers.incrementAndGet());
        events.add(Event.out(clock, tuple, () -> client.out(tuple)));
      }
      case 2 -> events.add(Event.query(clock, Kind.TAKE, template, () -> client.inp(template)));
      case 3 -> events.add(Event.count(clock, template, () -> client.count(template)));
      default -> {
        List<Tuple> held = new ArrayList<>();
        List<Tuple> put = new ArrayList<>();
        Transaction transaction = client.begin(Duration.ofMinutes(1));
        for (int i = random.nextInt(3); i > 0; i--) {
          Event hold = Event.query(clock, Kind.HOLD, template, () -> transaction.inp(template));
          hold.tuple().ifPresent(held::add);
          events.add(hold);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
          put.add(Tuple.of(key, numbers.incrementAndGet()));
        }
        put.forEach(transaction::out);
        events.add(end(transaction, clock, random, Template.of(key), held, put));
      }
    }
  }

  private static Event end(
      Transaction transaction,
      Clock clock,
      Random random,
      Template part,
      List<Tuple> held,
      List<Tuple> put) {
    return switch (random.nextInt(4)) {
      case 0 -> Event.end(clock, Kind.GIVE_BACK, part, held, put, transaction::abort);
      case 1 -> Event.end(clock, Kind.GIVE_BACK, part, held, put, transaction::release);
      default -> Event.end(clock, Kind.COMMIT, part, held, put, transaction::commit);
    };
  }

  private List<Event> record(long seed, int operations) throws Exception {
    return record(seed, operations, true);
  }

  private List<Event> record(long seed, int operations, boolean acrossKeys) throws Exception {
    AtomicLong ticks = new AtomicLong();
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Caller<List<Event>>> callers = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      Random random = new Random(seed * THREADS + t);
      TupleSpace client = anotherClient();
      int base = t * operations;
      callers.add(
          call(
              () -> {
                List<Event> events = new ArrayList<>();
                start.await();
                for (int i = 0; i < operations; i++) {
                  events.add(operate(client, ticks::incrementAndGet, random, base + i, acrossKeys));
                }
                return events;
              }));
    }
    List<Event> history = new ArrayList<>();
    for (Caller<List<Event>> caller : callers) {
      history.addAll(caller.result());
    }
    return history;
  }

  private static Event operate(
      TupleSpace client, Clock clock, Random random, int value, boolean acrossKeys) {
    String key = KEYS.get(random.nextInt(KEYS.size()));
    Template template =
        acrossKeys && random.nextInt(5) == 0
            ? Template.of(any(), Integer.class)
            : Template.of(key, any());
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> {
        // Some values are equal, so that equal tuples are told apart only by their number.
        Tuple tuple = Tuple.of(key, random.nextInt(3) == 0 ? 0 : value);
        return Event.out(clock, tuple, () -> client.out(tuple));
      }
      case 3, 4, 5 -> {
        return Event.query(clock, Kind.TAKE, template, () -> client.inp(template));
      }
      case 6 -> {
        return Event.query(clock, Kind.READ, template, () -> client.rdp(template));
      }
      case 7 -> {
        return Event.count(clock, template, () -> client.count(template));
      }
      case 8 -> {
        Duration timeout = Duration.ofMillis(random.nextInt(10));
        return Event.query(
            clock, Kind.TAKE, template, () -> unchecked(() -> client.in(template, timeout)));
      }
      default -> {
        Duration timeout = Duration.ofMillis(random.nextInt(10));
        return Event.query(
            clock, Kind.READ, template, () -> unchecked(() -> client.rd(template, timeout)));
      }
    }
  }

  private static <T> T unchecked(java.util.concurrent.Callable<T> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyTuple_isTakenExactlyOnce() throws Exception {
    int producers = 4;
    int takers = 4;
    int each = 500;
    List<Caller<?>> putting = new ArrayList<>();
    for (int p = 0; p < producers; p++) {
      TupleSpace client = anotherClient();
      int base = p * each;
      putting.add(
          call(
              () -> {
                for (int i = 0; i < each; i++) {
                  client.out("job", base + i, base + i);
                }
                return null;
              }));
    }
    List<Caller<List<Integer>>> taking = new ArrayList<>();
    for (int t = 0; t < takers; t++) {
      TupleSpace client = anotherClient();
      taking.add(call(() -> takeAll(client)));
    }
    for (Caller<?> caller : putting) {
      caller.result();
    }
    for (int t = 0; t < takers; t++) {
      space.out("job", -1, -1);
    }
    List<Integer> taken = new ArrayList<>();
    for (Caller<List<Integer>> caller : taking) {
      taken.addAll(caller.result());
    }
    assertThat(taken).hasSize(producers * each).doesNotHaveDuplicates();
    assertThat(space.count(any(), any(), any())).isZero();
  }

  private static List<Integer> takeAll(TupleSpace client) throws InterruptedException {
    List<Integer> taken = new ArrayList<>();
    while (true) {
      int number = client.in("job", any(), Integer.class).getInt(1);
      if (number < 0) {
        return taken;
      }
      taken.add(number);
    }
  }
}
