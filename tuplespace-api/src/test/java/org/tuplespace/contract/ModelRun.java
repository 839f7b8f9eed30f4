package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.tuplespace.Match;
import org.tuplespace.SpaceStats;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.contract.ReferenceSpace.Waiter;

/** One random sequence, done to a space and to the model of it. */
final class ModelRun {
  private static final int MOST_WAITERS = 8;

  private final TupleSpace space;
  private final TupleSpace target;
  private final Random random;
  private final RandomOperands operands;
  private final ReferenceSpace model = new ReferenceSpace();
  private final ReferenceSpace targetModel = new ReferenceSpace();
  private final Map<Waiter, CompletableFuture<List<Tuple>>> futures = new LinkedHashMap<>();
  private final List<String> trace = new ArrayList<>();

  ModelRun(SpaceFixture fixture, long seed) {
    this.space = fixture.space;
    this.target = fixture.anotherClientOf(fixture.space.name() + "-target");
    this.random = new Random(seed);
    this.operands = new RandomOperands(random);
  }

  String trace() {
    return String.join("\n  ", trace);
  }

  private void trace(String operation, Object... operandsOfIt) {
    trace.add(operation + " " + Arrays.asList(operandsOfIt));
  }

  /** Does one operation to both, and compares what came of it. */
  void step() throws Exception {
    int dice = random.nextInt(100);
    if (dice < 30) {
      out();
    } else if (dice < 72) {
      askAtOnce(dice);
    } else if (dice < 94) {
      if (model.waiters().size() < MOST_WAITERS) {
        register(dice);
      }
    } else {
      cancelOne();
    }
    compareWaiters();
  }

  private void out() {
    if (random.nextInt(6) > 0 || model.ordersOfManyPutsMatter()) {
      Tuple tuple = operands.tuple();
      trace("out", tuple);
      space.out(tuple);
      model.out(tuple);
    } else {
      List<Tuple> tuples = operands.tuples(0, 4);
      trace("outAll", tuples);
      space.outAll(tuples);
      tuples.forEach(model::out);
    }
  }

  private void askAtOnce(int dice) throws InterruptedException {
    Template template = operands.template();
    if (dice < 43) {
      trace("inp", template);
      assertThat(space.inp(template)).isEqualTo(model.inp(template));
    } else if (dice < 50) {
      trace("rdp", template);
      assertThat(space.rdp(template)).isEqualTo(model.rdp(template));
    } else if (dice < 53) {
      trace("rdAll", template);
      assertThat(space.rdAll(template)).isEqualTo(model.rdAll(template));
    } else if (dice < 57) {
      trace("count", template);
      assertThat(space.count(template)).isEqualTo(model.rdAll(template).size());
    } else {
      changeAtOnce(dice, template);
    }
  }

  private void changeAtOnce(int dice, Template template) throws InterruptedException {
    if (dice < 60) {
      int max = 1 + random.nextInt(4);
      trace("inAll", template, max);
      assertThat(space.inAll(template, max, Duration.ZERO)).isEqualTo(model.inAll(template, max));
    } else if (dice < 62) {
      Tuple tuple = operands.tuple();
      trace("replace", template, tuple);
      assertThat(space.replace(template, tuple)).isEqualTo(model.replace(template, tuple));
    } else if (dice < 65) {
      List<Tuple> puts = operands.tuples(0, model.ordersOfManyPutsMatter() ? 1 : 3);
      trace("swap", template, puts);
      assertThat(space.swap(template, Duration.ZERO, puts.toArray(Tuple[]::new)))
          .isEqualTo(model.swap(template, puts));
    } else if (dice < 70) {
      List<Template> templates = operands.templates();
      boolean takes = random.nextBoolean();
      trace(takes ? "inAny" : "rdAny", templates);
      Optional<Tuple> answer =
          takes ? space.inAny(templates, Duration.ZERO) : space.rdAny(templates, Duration.ZERO);
      assertThat(answer).isEqualTo(takes ? model.inAny(templates) : model.rdAny(templates));
    } else {
      collect(template, random.nextBoolean());
    }
  }

  private void collect(Template template, boolean moves) {
    trace(moves ? "collect" : "copyCollect", template);
    List<Tuple> expected = moves ? model.inAll(template, Integer.MAX_VALUE) : model.rdAll(template);
    expected.forEach(targetModel::out);
    long count = moves ? space.collect(template, target) : space.copyCollect(template, target);
    assertThat(count).isEqualTo(expected.size());
  }

  private void register(int dice) throws Exception {
    List<Template> templates = operands.templates();
    boolean one = templates.size() == 1;
    Template first = templates.get(0);
    if (dice < 82) {
      trace("inAsync or inAnyAsync", templates);
      register(
          new Waiter(true, false, templates, List.of()),
          1,
          one ? listOf(space.inAsync(first)) : listOf(space.inAnyAsync(array(templates))));
    } else if (dice < 88) {
      // The space may count readers of one template as one waiter, so we have no two.
      if (templates.stream().distinct().count() < templates.size()
          || model.waiters().stream()
              .anyMatch(w -> !w.takes && templates.stream().anyMatch(w.templates::contains))) {
        return;
      }
      trace("rdAsync or rdAnyAsync", templates);
      register(
          new Waiter(false, false, templates, List.of()),
          1,
          one ? listOf(space.rdAsync(first)) : listOf(space.rdAnyAsync(array(templates))));
    } else if (dice < 92) {
      List<Tuple> puts = operands.tuples(0, 1);
      trace("swapAsync", first, puts);
      register(
          new Waiter(true, false, List.of(first), puts),
          1,
          listOf(space.swapAsync(first, puts.toArray(Tuple[]::new))));
    } else {
      int max = 1 + random.nextInt(3);
      trace("inAllAsync", first, max);
      register(
          new Waiter(true, true, List.of(first), List.of()), max, space.inAllAsync(first, max));
    }
  }

  private void register(Waiter waiter, int max, CompletableFuture<List<Tuple>> future)
      throws Exception {
    model.serveOrWait(waiter, max);
    futures.put(waiter, future);
    if (!waiter.isServed()) {
      awaitWaiters();
    }
  }

  private static Template[] array(List<Template> templates) {
    return templates.toArray(Template[]::new);
  }

  /** The future as one of a list, which cancels it when cancelled. */
  @SuppressWarnings("FutureReturnValueIgnored") // the copy of a copy
  private static CompletableFuture<List<Tuple>> listOf(CompletableFuture<Tuple> future) {
    CompletableFuture<List<Tuple>> list = future.thenApply(List::of);
    list.whenComplete(
        (tuples, failure) -> {
          if (list.isCancelled()) {
            future.cancel(false);
          }
        });
    return list;
  }

  private void cancelOne() {
    if (model.waiters().isEmpty()) {
      return;
    }
    Waiter waiter = model.waiters().get(random.nextInt(model.waiters().size()));
    trace("cancel", waiter.templates);
    model.cancel(waiter);
    assertThat(futures.remove(waiter).cancel(false)).isTrue();
    awaitWaiters();
  }

  private void awaitWaiters() {
    SpaceFixture.await(
        () -> {
          SpaceStats stats = space.stats();
          return stats.blockedIns() == model.waitingTakers()
              && stats.blockedRds() == model.waitingReaders();
        });
  }

  private void compareWaiters() throws Exception {
    for (Waiter waiter : List.copyOf(futures.keySet())) {
      CompletableFuture<List<Tuple>> future = futures.get(waiter);
      if (waiter.isServed()) {
        assertThat(SpaceFixture.get(future)).as("%s", waiter.templates).isEqualTo(waiter.served);
        futures.remove(waiter);
      } else {
        assertThat(future).as("%s", waiter.templates).isNotDone();
      }
    }
  }

  /** Compares all that is left, and leaves both empty. */
  void finish() throws Exception {
    awaitWaiters();
    assertThat(space.stats().tuples()).isEqualTo(model.tuples().size());
    drain(space, model);
    drain(target, targetModel);
    while (!model.waiters().isEmpty()) {
      cancelOne();
    }
  }

  private static void drain(TupleSpace space, ReferenceSpace model) throws Exception {
    for (int arity = 0; arity <= 4; arity++) {
      Object[] fields = new Object[arity];
      Arrays.fill(fields, Match.any());
      Template all = Template.of(fields);
      assertThat(space.rdAll(all)).isEqualTo(model.rdAll(all));
      if (!model.rdAll(all).isEmpty()) {
        assertThat(space.inAll(all, 10_000, Duration.ZERO)).isEqualTo(model.rdAll(all));
      }
    }
  }
}
