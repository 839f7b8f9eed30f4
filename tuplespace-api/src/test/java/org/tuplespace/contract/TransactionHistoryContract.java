package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** Transactions of several threads and clients: what they move is conserved, and linearizable. */
public abstract class TransactionHistoryContract extends SpaceFixture {
  private static final int THREADS = 4;
  private static final List<String> KEYS = List.of("k", "l", "m");

  @Test
  void tokens_movedWithRandomEnds_areConserved() throws Exception {
    long seed = Seed.log("TransactionHistoryContract");
    int tokens = 12;
    for (int i = 0; i < tokens; i++) {
      space.out(KEYS.get(i % KEYS.size()), i);
    }
    List<Caller<Void>> callers = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      Random random = new Random(seed * THREADS + t);
      TupleSpace client = anotherClient();
      callers.add(
          call(
              () -> {
                for (int i = 0; i < 100; i++) {
                  move(client, random);
                }
                return null;
              }));
    }
    for (Caller<Void> caller : callers) {
      caller.result();
    }
    await(() -> space.count(any(), Integer.class) == tokens);
    assertThat(space.rdAll(any(), any()).stream().map(token -> token.getInt(1)))
        .as("seed %s", seed)
        .hasSize(tokens)
        .doesNotHaveDuplicates();
    assertThat(space.stats().tuples()).isEqualTo(tokens);
  }

  /** Moves some tokens under a transaction, or doesn't after all. */
  private static void move(TupleSpace client, Random random) throws Exception {
    try (Transaction transaction = client.begin(LONG)) {
      int moves = 1 + random.nextInt(3);
      for (int i = 0; i < moves; i++) {
        take(transaction, random)
            .ifPresent(
                token -> transaction.out(KEYS.get(random.nextInt(KEYS.size())), token.get(1)));
      }
      switch (random.nextInt(5)) {
        case 0 -> transaction.abort();
        case 1 -> transaction.release();
        case 2 -> {} // closed
        default -> transaction.commit();
      }
    }
  }

  private static Optional<Tuple> take(Transaction transaction, Random random) throws Exception {
    Template template = Template.of(KEYS.get(random.nextInt(KEYS.size())), Integer.class);
    Duration soon = Duration.ofMillis(random.nextInt(3));
    return switch (random.nextInt(5)) {
      case 0 -> transaction.inp(template);
      case 1 -> transaction.in(template, soon);
      case 2 -> transaction.inAny(List.of(template, Template.of(any(), Integer.class)), soon);
      case 3 -> transaction.inAll(template, 1, soon).stream().findFirst();
      default -> get(transaction.inAsync(template, soon));
    };
  }

  /**
   * Without aborts, a take under a transaction is one at that instant, and a put is one at the
   * instant of the commit.
   */
  @Test
  void committedHistories_areLinearizable() throws Exception {
    long seed = Seed.log("TransactionHistoryContract");
    for (int round = 0; round < 20; round++) {
      space = anotherSpace();
      List<Event> history = record(seed + round);
      assertThat(Linearizability.findViolationByFirstField(history))
          .as("seed %s", seed + round)
          .isEmpty();
    }
  }

  private List<Event> record(long seed) throws Exception {
    AtomicLong ticks = new AtomicLong();
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Caller<List<Event>>> callers = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      Random random = new Random(seed * THREADS + t);
      TupleSpace client = anotherClient();
      int base = t * 1_000;
      callers.add(
          call(
              () -> {
                List<Event> events = new ArrayList<>();
                start.await();
                for (int i = 0; i < 6; i++) {
                  transact(client, ticks::incrementAndGet, random, base + 10 * i, events);
                  Template template = Template.of(KEYS.get(random.nextInt(KEYS.size())), any());
                  events.add(
                      random.nextBoolean()
                          ? Event.query(
                              ticks::incrementAndGet,
                              Kind.TAKE,
                              template,
                              () -> client.inp(template))
                          : Event.query(
                              ticks::incrementAndGet,
                              Kind.READ,
                              template,
                              () -> client.rdp(template)));
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

  private static void transact(
      TupleSpace client, Clock clock, Random random, int value, List<Event> events) {
    try (Transaction transaction = client.begin(LONG)) {
      for (int i = random.nextInt(3); i > 0; i--) {
        Template template = Template.of(KEYS.get(random.nextInt(KEYS.size())), any());
        events.add(Event.query(clock, Kind.TAKE, template, () -> transaction.inp(template)));
      }
      List<Tuple> puts = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        puts.add(Tuple.of(KEYS.get(random.nextInt(KEYS.size())), value + i));
      }
      puts.forEach(transaction::out);
      long begin = clock.tick();
      transaction.commit();
      long end = clock.tick();
      for (Tuple put : puts) {
        events.add(new Event(Kind.OUT, Template.exactly(put), Optional.of(put), 0, begin, end));
      }
    }
  }
}
