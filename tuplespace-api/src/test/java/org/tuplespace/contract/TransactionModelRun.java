package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Match;
import org.tuplespace.SpaceStats;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleOperations;
import org.tuplespace.TupleSpace;
import org.tuplespace.contract.ReferenceTransactions.Running;
import org.tuplespace.contract.ReferenceTransactions.Waiter;

/** One random sequence with several transactions, done to a space and to the model of it. */
final class TransactionModelRun {
  private static final int MOST_WAITERS = 6;
  private static final int MOST_TRANSACTIONS = 3;

  private final TupleSpace space;
  private final Random random;
  private final RandomOperands operands;
  private final ReferenceTransactions model = new ReferenceTransactions();
  private final Map<Transaction, Running> transactions = new LinkedHashMap<>();
  private final Map<Waiter, CompletableFuture<Tuple>> futures = new LinkedHashMap<>();
  private final List<String> trace = new ArrayList<>();
  private final Map<Transaction, String> names = new LinkedHashMap<>();

  TransactionModelRun(TupleSpace space, long seed) {
    this.space = space;
    this.random = new Random(seed);
    this.operands = new RandomOperands(random);
  }

  String trace() {
    return String.join("\n  ", trace);
  }

  private void trace(@Nullable Transaction under, String operation, Object... operandsOfIt) {
    String who = under == null ? "" : names.get(under) + ": ";
    trace.add(who + operation + " " + Arrays.asList(operandsOfIt));
  }

  /** Does one operation to both, and compares what came of it. */
  void step() throws Exception {
    int dice = random.nextInt(100);
    if (dice < 8 && transactions.size() < MOST_TRANSACTIONS) {
      begin();
    } else if (dice < 16) {
      end();
    } else if (dice < 40) {
      out(actor());
    } else if (dice < 80) {
      askAtOnce(actor());
    } else if (dice < 94) {
      register(actor());
    } else {
      cancelOne();
    }
    compareWaiters();
  }

  /** Mostly one of the transactions; null for the space itself. */
  private @Nullable Transaction actor() {
    List<Transaction> all = List.copyOf(transactions.keySet());
    return all.isEmpty() || random.nextInt(3) == 0 ? null : all.get(random.nextInt(all.size()));
  }

  private TupleOperations operations(@Nullable Transaction under) {
    return under == null ? space : under;
  }

  private void begin() {
    Transaction transaction = space.begin(SpaceFixture.LONG);
    names.put(transaction, "t" + names.size());
    transactions.put(transaction, new Running());
    trace(transaction, "begin");
  }

  private void end() {
    List<Transaction> all = List.copyOf(transactions.keySet());
    if (all.isEmpty()) {
      return;
    }
    Transaction transaction = all.get(random.nextInt(all.size()));
    Running running = transactions.remove(transaction);
    switch (random.nextInt(5)) {
      case 0 -> {
        trace(transaction, "abort");
        model.giveBack(running, true);
        transaction.abort();
      }
      case 1 -> {
        trace(transaction, "release");
        model.giveBack(running, false);
        transaction.release();
      }
      case 2 -> {
        trace(transaction, "close");
        model.giveBack(running, true);
        transaction.close();
      }
      default -> {
        trace(transaction, "commit");
        model.commit(running);
        transaction.commit();
      }
    }
    awaitWaiters();
  }

  private void out(@Nullable Transaction under) {
    Tuple tuple = operands.tuple();
    trace(under, "out", tuple);
    operations(under).out(tuple);
    model.out(running(under), tuple);
  }

  private @Nullable Running running(@Nullable Transaction under) {
    return under == null ? null : transactions.get(under);
  }

  private void askAtOnce(@Nullable Transaction under) throws InterruptedException {
    TupleOperations to = operations(under);
    Running running = running(under);
    Template template = operands.template();
    switch (random.nextInt(9)) {
      case 0, 1 -> {
        trace(under, "inp", template);
        assertSame(to.inp(template), model.any(running, true, List.of(template)));
      }
      case 2 -> {
        trace(under, "rdp", template);
        assertSame(to.rdp(template), model.any(running, false, List.of(template)));
      }
      case 3 -> {
        trace(under, "rdAll and count", template);
        assertThat(to.count(template)).isEqualTo(model.read(running, template).size());
        assertSame(to.rdAll(template), model.read(running, template));
      }
      case 4 -> {
        int max = 1 + random.nextInt(4);
        trace(under, "inAll", template, max);
        assertSame(to.inAll(template, max, Duration.ZERO), model.take(running, template, max));
      }
      case 5 -> {
        Tuple tuple = operands.tuple();
        trace(under, "replace", template, tuple);
        assertThat(to.replace(template, tuple)).isEqualTo(model.replace(running, template, tuple));
      }
      case 6 -> {
        List<Tuple> puts = operands.tuples(0, 3);
        trace(under, "swap", template, puts);
        assertSame(
            to.swap(template, Duration.ZERO, puts.toArray(Tuple[]::new)),
            model.swap(running, template, puts));
      }
      default -> {
        List<Template> templates = operands.templates();
        boolean takes = random.nextBoolean();
        trace(under, takes ? "inAny" : "rdAny", templates);
        assertSame(
            takes ? to.inAny(templates, Duration.ZERO) : to.rdAny(templates, Duration.ZERO),
            model.any(running, takes, templates));
      }
    }
  }

  private static void assertSame(Optional<Tuple> actual, Optional<Tuple> expected) {
    assertSame(actual.stream().toList(), expected.stream().toList());
  }

  private static void assertSame(List<Tuple> actual, List<Tuple> expected) {
    assertThat(actual).isEqualTo(expected);
    assertThat(actual.stream().map(Tuple::deliveries))
        .as("deliveries of %s", actual)
        .isEqualTo(expected.stream().map(Tuple::deliveries).toList());
  }

  private void register(@Nullable Transaction under) throws Exception {
    if (model.waiters().size() >= MOST_WAITERS) {
      return;
    }
    List<Template> templates = operands.templates();
    boolean takes = random.nextInt(3) > 0;
    // The space may count readers of one template as one waiter, so we have no two.
    if (!takes
        && (templates.stream().distinct().count() < templates.size()
            || model.waiters().stream()
                .anyMatch(w -> !w.takes && templates.stream().anyMatch(w.templates::contains)))) {
      return;
    }
    trace(under, takes ? "inAnyAsync" : "rdAnyAsync", templates);
    Template[] array = templates.toArray(Template[]::new);
    TupleOperations to = operations(under);
    CompletableFuture<Tuple> future;
    if (array.length == 1) {
      future = takes ? to.inAsync(array[0]) : to.rdAsync(array[0]);
    } else {
      future = takes ? to.inAnyAsync(array) : to.rdAnyAsync(array);
    }
    Waiter waiter = new Waiter(running(under), takes, templates);
    model.serveOrWait(waiter);
    futures.put(waiter, future);
    if (waiter.served == null) {
      awaitWaiters();
    } else {
      SpaceFixture.get(future); // before anything else takes place
    }
  }

  private void cancelOne() {
    if (model.waiters().isEmpty()) {
      return;
    }
    Waiter waiter = model.waiters().get(random.nextInt(model.waiters().size()));
    trace(null, "cancel", waiter.templates);
    model.waiters().remove(waiter);
    assertThat(futures.remove(waiter).cancel(false)).isTrue();
    awaitWaiters();
  }

  private void awaitWaiters() {
    SpaceFixture.await(
        () -> {
          SpaceStats stats = space.stats();
          return stats.blockedIns() == model.waiting(true)
              && stats.blockedRds() == model.waiting(false);
        });
  }

  private void compareWaiters() throws Exception {
    for (Waiter waiter : List.copyOf(futures.keySet())) {
      CompletableFuture<Tuple> future = futures.get(waiter);
      if (waiter.endedWithTransaction) {
        assertThatThrownBy(() -> SpaceFixture.get(future))
            .isInstanceOf(TransactionEndedException.class);
        futures.remove(waiter);
      } else if (waiter.served != null) {
        assertSame(List.of(SpaceFixture.get(future)), List.of(waiter.served));
        futures.remove(waiter);
      } else {
        assertThat(future).as("%s", waiter.templates).isNotDone();
      }
    }
  }

  /** Ends all that goes on, compares all that is left, and leaves both empty. */
  void finish() throws Exception {
    while (!transactions.isEmpty()) {
      end();
      compareWaiters();
    }
    while (!model.waiters().isEmpty()) {
      cancelOne();
    }
    assertThat(space.stats().tuples()).isEqualTo(model.size());
    SpaceFixture.await(() -> space.stats().transactions() == 0);
    for (int arity = 0; arity <= 4; arity++) {
      Object[] fields = new Object[arity];
      Arrays.fill(fields, Match.any());
      Template all = Template.of(fields);
      assertSame(space.rdAll(all), model.read(null, all));
      assertSame(space.inAll(all, 10_000, Duration.ZERO), model.take(null, all, 10_000));
    }
  }
}
