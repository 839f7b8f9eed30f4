package org.tuplespace;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.tuplespace.internal.AbstractOperations;
import org.tuplespace.internal.Arguments;
import org.tuplespace.internal.Blocking;
import org.tuplespace.internal.Pending;
import org.tuplespace.internal.Request;
import org.tuplespace.internal.Transfer;
import org.tuplespace.internal.eval.Evaluator;
import org.tuplespace.local.LocalSpace;
import org.tuplespace.local.Weight;

/**
 * A tuple space within this JVM, for one process and for tests.
 *
 * <p>It behaves as a space on a server does, but opaque objects are passed by reference, and the
 * tuples are gone when it is closed. It has the limits of a server too, bytes as it would roughly
 * send them, so that what runs here runs there. A template finds its match with one lookup,
 * whatever else is in the space. The first template of a shape builds an index, which takes time in
 * proportion to the tuples of its arity.
 *
 * <p>A blocked call uses no thread but its caller's. The space has no thread of its own but, while
 * they have something to do, one that completes futures, one that calls listeners, one for delays
 * and times to live, and those that evaluate. All are daemons. Thread-safe.
 */
public final class LocalTupleSpace extends AbstractOperations implements TupleSpace {

  private final String name;
  private final LocalSpace space;
  private final Evaluator evaluator;

  /**
   * A new, empty space.
   *
   * @throws IllegalArgumentException if the name is null or empty
   */
  public LocalTupleSpace(String name) {
    this.name = Arguments.spaceName(name);
    this.space = new LocalSpace(name);
    this.evaluator = new Evaluator(this, EvalMode.SHARED);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void out(Tuple tuple, OutOptions options) {
    space.out(Arguments.tuple(tuple), Arguments.options(options));
  }

  @Override
  public CompletableFuture<@Nullable Void> outAsync(Tuple tuple, OutOptions options) {
    Arguments.tuple(tuple);
    Arguments.options(options);
    try {
      space.out(tuple, options);
    } catch (TupleSpaceClosedException e) {
      return CompletableFuture.failedFuture(e);
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void outAll(Collection<Tuple> tuples) {
    List<Tuple> checked = Arguments.tuples(tuples);
    Weight.requireOneStep(checked);
    space.outAll(checked);
  }

  @Override
  public CompletableFuture<Tuple> eval(@Nullable Object... fields) {
    return evaluator.eval(fields);
  }

  // A match that is there is handed out without the objects that a wait needs.

  @Override
  public Tuple in(Template template) throws InterruptedException {
    Tuple found = pollInterruptibly(template, true);
    return found == null ? super.in(template) : found;
  }

  @Override
  public Tuple rd(Template template) throws InterruptedException {
    Tuple found = pollInterruptibly(template, false);
    return found == null ? super.rd(template) : found;
  }

  private @Nullable Tuple pollInterruptibly(Template template, boolean take)
      throws InterruptedException {
    Arguments.template(template);
    Blocking.requireNotInterrupted();
    return space.poll(template, take);
  }

  @Override
  public Optional<Tuple> inp(Template template) {
    return Optional.ofNullable(space.poll(Arguments.template(template), true));
  }

  @Override
  public Optional<Tuple> rdp(Template template) {
    return Optional.ofNullable(space.poll(Arguments.template(template), false));
  }

  @Override
  protected List<Tuple> attempt(Request request) {
    return space.attempt(request);
  }

  @Override
  protected <R> Pending<R> submit(Request request, long nanos, Function<List<Tuple>, R> result) {
    return space.submit(request, nanos, result);
  }

  @Override
  protected <R> Pending<R> submitBlocking(Request request, Function<List<Tuple>, R> result) {
    return space.submitBlocking(request, result);
  }

  @Override
  public List<Tuple> rdAll(Template template) {
    return space.rdAll(Arguments.template(template));
  }

  // The tuples are in memory anyway: what is listed here is references to them.

  @Override
  public Stream<Tuple> stream(Template template) {
    Arguments.template(template);
    return lazily(() -> space.rdAll(template));
  }

  @Override
  public Stream<Tuple> stream() {
    return lazily(space::everything);
  }

  private Stream<Tuple> lazily(Supplier<List<Tuple>> tuples) {
    space.requireOpen();
    int characteristics =
        Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.SIZED | Spliterator.SUBSIZED;
    return StreamSupport.stream(
        () -> Spliterators.spliterator(tuples.get(), characteristics), characteristics, false);
  }

  @Override
  public long count(Template template) {
    return space.count(Arguments.template(template));
  }

  @Override
  public long collect(Template template, TupleSpace target) {
    long count = count(template);
    if (Arguments.target(target) == this) {
      return count; // they are where they should be, and keep their places
    }
    return Transfer.move(count, max -> space.take(template, max), target);
  }

  @Override
  public long copyCollect(Template template, TupleSpace target) {
    Arguments.target(target);
    return Transfer.copy(rdAll(template), target);
  }

  @Override
  public long replace(Template template, Tuple tuple) {
    return space.replace(Arguments.template(template), Arguments.tuple(tuple));
  }

  @Override
  public Transaction begin(Duration lease) {
    return space.begin(this, Arguments.lease(lease));
  }

  @Override
  public Watch watch(Template template, TupleListener listener) {
    return space.watch(Arguments.template(template), Arguments.listener(listener));
  }

  @Override
  public Watch watch(TupleListener listener) {
    return space.watch(null, Arguments.listener(listener));
  }

  @Override
  public SpaceStats stats() {
    return space.stats();
  }

  @Override
  public void drop() {
    space.requireOpen();
    close();
  }

  @Override
  public void close() {
    space.close();
    evaluator.close();
  }

  @Override
  public String toString() {
    return "LocalTupleSpace[" + name + "]";
  }
}
