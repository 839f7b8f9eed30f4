package org.tuplespace.jobs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.internal.Failures;

/**
 * Goes through {@link OrderedResults} in their order, as far as they are complete, and waits for
 * the next. It asks for a few results ahead, which are in memory then.
 *
 * <p>For one thread. Close it in the end.
 */
public final class OrderedCursor<R extends @Nullable Object> implements AutoCloseable {

  private static final int AHEAD = 16;
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final TupleSpace space;
  private final OrderedTuples tuples;
  private final boolean consumes;
  private final int batch;

  private final Deque<CompletableFuture<Tuple>> ahead = new ArrayDeque<>();

  /** The index of the first of {@link #ahead}. */
  private long position;

  /** What lies below is consumed. */
  private long confirmed;

  private boolean atEnd;

  OrderedCursor(OrderedResults<R> results, long from, boolean consumes) {
    this.space = results.space();
    this.tuples = results.tuples();
    this.batch = results.batch();
    this.consumes = consumes;
    this.position = from;
    this.confirmed = from;
  }

  /**
   * The next result, for which it waits; empty when all have been given.
   *
   * @throws InterruptedException if interrupted; the next call gives the same result
   */
  public Optional<OrderedResult<R>> next() throws InterruptedException {
    return next(null);
  }

  /** As {@link #next()}, or empty if it didn't come in time; {@link #isAtEnd} tells which. */
  public Optional<OrderedResult<R>> next(@Nullable Duration timeout) throws InterruptedException {
    if (atEnd) {
      return Optional.empty();
    }
    askAhead();
    CompletableFuture<Tuple> first = ahead.getFirst();
    if (position - confirmed >= batch || (!first.isDone() && position > confirmed)) {
      confirm(); // before it waits, since those who produce may be held back
    }
    Tuple tuple = await(first, timeout);
    if (tuple == null) {
      return Optional.empty();
    }
    if (OrderedTuples.isEnd(tuple)) {
      atEnd = true;
      cancelAll();
      confirm();
      return Optional.empty();
    }
    ahead.removeFirst();
    return Optional.of(new OrderedResult<>(position++, JobResult.<R>cast(tuple.get(5))));
  }

  private void askAhead() {
    while (ahead.size() < AHEAD) {
      long index = position + ahead.size();
      ahead.addLast(space.rdAnyAsync(tuples.item(index), Template.exactly(tuples.end(index))));
    }
  }

  private @Nullable Tuple await(CompletableFuture<Tuple> future, @Nullable Duration timeout)
      throws InterruptedException {
    try {
      return timeout == null ? future.get() : future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException | CancellationException e) {
      cancelAll(); // the next call asks again
      throw Failures.atCaller(e);
    }
  }

  private void cancelAll() {
    ahead.forEach(future -> future.cancel(false));
    ahead.clear();
  }

  /** Whether all results have been given. */
  public boolean isAtEnd() {
    return atEnd;
  }

  /** The index of what {@link #next} gives next. */
  public long position() {
    return position;
  }

  /**
   * Takes away, in one step, what was given so far: it does not come again, whatever happens. This
   * happens by itself from time to time when {@link #next} is called, and at the end. Nothing
   * happens if the results stay.
   */
  public void confirm() {
    if (!consumes || position == confirmed) {
      return;
    }
    try (Transaction transaction = space.begin(LEASE)) {
      List<CompletableFuture<?>> takes = new ArrayList<>();
      for (long index = confirmed; index < position; index++) {
        takes.add(transaction.inAsync(tuples.item(index), Duration.ZERO));
      }
      CompletableFuture.allOf(takes.toArray(CompletableFuture<?>[]::new)).join();
      transaction.replace(tuples.next(), tuples.next(position));
      transaction.commit();
    } catch (CompletionException e) {
      throw Failures.atCaller(e);
    }
    confirmed = position;
  }

  /**
   * Ends the cursor. What was given last is not confirmed by this, since it may not have been dealt
   * with.
   */
  @Override
  public void close() {
    cancelAll();
  }
}
