package org.tuplespace.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleOperations;

/**
 * The many forms of taking and reading, brought down to two: ask once, and wait. Checks the
 * arguments and the interrupts; the rest is the implementation's.
 */
public abstract class AbstractOperations implements TupleOperations {

  /**
   * Serves the request now, in one atomic step.
   *
   * @return the tuples taken or read; empty if nothing matched, and then nothing was put
   */
  protected abstract List<Tuple> attempt(Request request);

  /**
   * Serves the request as soon as there is a match.
   *
   * @param nanos after this the result is that of no tuples; {@link Arguments#FOREVER} for never
   * @param result makes the result of the tuples taken or read, and must not block
   */
  protected abstract <R> Pending<R> submit(
      Request request, long nanos, Function<List<Tuple>, R> result);

  /** As {@link #submit} for ever, for a result that no one sees but a thread that blocks on it. */
  protected <R> Pending<R> submitBlocking(Request request, Function<List<Tuple>, R> result) {
    return submit(request, Arguments.FOREVER, result);
  }

  // ---- one tuple

  @Override
  public Tuple in(Template template) throws InterruptedException {
    return await(Request.in(template));
  }

  @Override
  public Optional<Tuple> in(Template template, Duration timeout) throws InterruptedException {
    return first(await(Request.in(template), timeout));
  }

  @Override
  public Tuple rd(Template template) throws InterruptedException {
    return await(Request.rd(template));
  }

  @Override
  public Optional<Tuple> rd(Template template, Duration timeout) throws InterruptedException {
    return first(await(Request.rd(template), timeout));
  }

  @Override
  public Optional<Tuple> inp(Template template) {
    return first(attempt(Request.in(template)));
  }

  @Override
  public Optional<Tuple> rdp(Template template) {
    return first(attempt(Request.rd(template)));
  }

  @Override
  public CompletableFuture<Tuple> inAsync(Template template) {
    return submit(Request.in(template), Arguments.FOREVER, AbstractOperations::only);
  }

  @Override
  public CompletableFuture<Optional<Tuple>> inAsync(Template template, Duration timeout) {
    return submit(Request.in(template), timeout);
  }

  @Override
  public CompletableFuture<Tuple> rdAsync(Template template) {
    return submit(Request.rd(template), Arguments.FOREVER, AbstractOperations::only);
  }

  @Override
  public CompletableFuture<Optional<Tuple>> rdAsync(Template template, Duration timeout) {
    return submit(Request.rd(template), timeout);
  }

  // ---- many tuples

  @Override
  public List<Tuple> inAll(Template template, int max) throws InterruptedException {
    Request request = Request.inAll(template, max);
    Blocking.requireNotInterrupted();
    return Blocking.await(submitBlocking(request, Function.identity()));
  }

  @Override
  public List<Tuple> inAll(Template template, int max, Duration timeout)
      throws InterruptedException {
    return await(Request.inAll(template, max), timeout);
  }

  @Override
  public CompletableFuture<List<Tuple>> inAllAsync(Template template, int max) {
    return submit(Request.inAll(template, max), Arguments.FOREVER, Function.identity());
  }

  @Override
  public CompletableFuture<List<Tuple>> inAllAsync(Template template, int max, Duration timeout) {
    return submit(
        Request.inAll(template, max), Arguments.timeoutNanos(timeout), Function.identity());
  }

  // ---- take and put

  @Override
  public Tuple swap(Template template, Tuple... puts) throws InterruptedException {
    return await(Request.swap(template, puts));
  }

  @Override
  public Optional<Tuple> swap(Template template, Duration timeout, Tuple... puts)
      throws InterruptedException {
    return first(await(Request.swap(template, puts), timeout));
  }

  @Override
  public CompletableFuture<Tuple> swapAsync(Template template, Tuple... puts) {
    return submit(Request.swap(template, puts), Arguments.FOREVER, AbstractOperations::only);
  }

  @Override
  public CompletableFuture<Optional<Tuple>> swapAsync(
      Template template, Duration timeout, Tuple... puts) {
    return submit(Request.swap(template, puts), timeout);
  }

  // ---- several templates

  @Override
  public Tuple inAny(Template... templates) throws InterruptedException {
    return await(Request.inAny(Arguments.templates(templates)));
  }

  @Override
  public Optional<Tuple> inAny(List<Template> templates, Duration timeout)
      throws InterruptedException {
    return first(await(Request.inAny(templates), timeout));
  }

  @Override
  public Tuple rdAny(Template... templates) throws InterruptedException {
    return await(Request.rdAny(Arguments.templates(templates)));
  }

  @Override
  public Optional<Tuple> rdAny(List<Template> templates, Duration timeout)
      throws InterruptedException {
    return first(await(Request.rdAny(templates), timeout));
  }

  @Override
  public CompletableFuture<Tuple> inAnyAsync(Template... templates) {
    return submit(
        Request.inAny(Arguments.templates(templates)), Arguments.FOREVER, AbstractOperations::only);
  }

  @Override
  public CompletableFuture<Optional<Tuple>> inAnyAsync(List<Template> templates, Duration timeout) {
    return submit(Request.inAny(templates), timeout);
  }

  @Override
  public CompletableFuture<Tuple> rdAnyAsync(Template... templates) {
    return submit(
        Request.rdAny(Arguments.templates(templates)), Arguments.FOREVER, AbstractOperations::only);
  }

  @Override
  public CompletableFuture<Optional<Tuple>> rdAnyAsync(List<Template> templates, Duration timeout) {
    return submit(Request.rdAny(templates), timeout);
  }

  // ---- the two ways to wait

  private Tuple await(Request request) throws InterruptedException {
    Blocking.requireNotInterrupted();
    return Blocking.await(submitBlocking(request, AbstractOperations::only));
  }

  /** The caller's thread keeps the time, so that no timer needs to wake it. */
  private List<Tuple> await(Request request, Duration timeout) throws InterruptedException {
    long nanos = Arguments.timeoutNanos(timeout);
    if (nanos == 0) {
      return attempt(request); // answers at once, and so is not interruptible
    }
    Blocking.requireNotInterrupted();
    return Blocking.await(submitBlocking(request, Function.identity()), nanos).orElse(List.of());
  }

  private CompletableFuture<Optional<Tuple>> submit(Request request, Duration timeout) {
    return submit(request, Arguments.timeoutNanos(timeout), AbstractOperations::first);
  }

  private static Tuple only(List<Tuple> tuples) {
    return tuples.get(0);
  }

  private static Optional<Tuple> first(List<Tuple> tuples) {
    return tuples.isEmpty() ? Optional.empty() : Optional.of(tuples.get(0));
  }
}
