package org.tuplespace.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;
import org.tuplespace.TupleOperations;
import org.tuplespace.TupleSpace;

/**
 * Results that have an order, such as frames of a film: put by index from anywhere, in any order;
 * read at random, or in order as far as they are complete.
 *
 * <pre>{@code
 * OrderedResults<byte[]> frames = OrderedResults.on(space, "render", "frames");
 * frames.put(context.tuples(), 7, image); // in a job: appears with the job's end, exactly once
 * frames.end(250); // whoever knows how many there are
 *
 * try (OrderedCursor<byte[]> cursor = frames.consume()) {
 *   for (var frame = cursor.next(); frame.isPresent(); frame = cursor.next()) {
 *     film.add(frame.get().value());
 *   }
 * }
 * }</pre>
 *
 * <p>Each index is put once; of several results at one index the oldest counts. Every operation on
 * one result costs the same however many there are.
 *
 * <p><b>Bounded memory.</b> Where the consumer may lag, those who produce are held back by {@link
 * #awaitRoom}, which waits while an index is further ahead of the consumer than a {@link
 * #withWindow window}. Call it before the job for that index is queued, not in the job: a job that
 * waits keeps its worker from the very result that is lacking.
 *
 * <p>A handle, immutable and thread-safe. Timeouts, interrupts and errors are those of {@link
 * TupleSpace}.
 *
 * @param <R> the type of the results, which is not checked
 */
public final class OrderedResults<R extends @Nullable Object> {

  private static final long NO_WINDOW = Long.MAX_VALUE;

  private final TupleSpace space;
  private final OrderedTuples tuples;
  private final long window;

  /** The consumer has come so far at least. */
  private final AtomicLong nextAtLeast;

  private OrderedResults(
      TupleSpace space, OrderedTuples tuples, long window, AtomicLong nextAtLeast) {
    this.space = space;
    this.tuples = tuples;
    this.window = window;
    this.nextAtLeast = nextAtLeast;
  }

  /**
   * The results of this name beside a queue. They share the queue's partition, so that its jobs can
   * put them.
   */
  public static <R extends @Nullable Object> OrderedResults<R> on(
      TupleSpace space, String queue, String name) {
    if (space == null || queue == null || name == null) {
      throw new IllegalArgumentException(
          "space, queue and name are " + space + ", " + queue + ", " + name + "; write all three");
    }
    return new OrderedResults<>(space, new OrderedTuples(queue, name), NO_WINDOW, new AtomicLong());
  }

  /** The results of this name beside a queue, such as that of a running {@link Job}. */
  public static <R extends @Nullable Object> OrderedResults<R> on(JobQueue queue, String name) {
    return on(queue.space(), queue.name(), name);
  }

  /**
   * The same results, of which producers keep less than {@code indices} ahead of the consumer.
   *
   * @throws IllegalArgumentException if it is under 1
   */
  public OrderedResults<R> withWindow(long indices) {
    if (indices < 1) {
      throw new IllegalArgumentException("the window is " + indices + "; it must be at least 1");
    }
    return new OrderedResults<>(space, tuples, indices, nextAtLeast);
  }

  TupleSpace space() {
    return space;
  }

  OrderedTuples tuples() {
    return tuples;
  }

  /** How many are consumed in one step at most, so that producers are told in time. */
  int batch() {
    return (int) Math.max(1, Math.min(window / 4, OrderedTuples.BLOCK));
  }

  // ---- put

  /** Puts a result, after {@link #awaitRoom}. */
  public void put(long index, R value) throws InterruptedException {
    awaitRoom(index);
    put(space, index, value);
  }

  /**
   * As {@link #put(long, Object)}.
   *
   * @return false, and nothing is put, if there was no room in time
   */
  public boolean put(long index, R value, Duration timeout) throws InterruptedException {
    if (!awaitRoom(index, timeout)) {
      return false;
    }
    put(space, index, value);
    return true;
  }

  /**
   * Puts a result under a transaction. It doesn't wait for room.
   *
   * @param under a transaction, or {@link JobContext#tuples}
   * @throws IllegalArgumentException if the index is negative
   */
  public void put(TupleOperations under, long index, R value) {
    under.out(tuples.item(checked(index), value));
  }

  /**
   * Says that there are so many, with indices below {@code count}: cursors end there.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public void end(long count) {
    space.replace(tuples.end(), tuples.end(checked(count)));
  }

  /** Waits until the index is within the window. */
  public void awaitRoom(long index) throws InterruptedException {
    if (!hasRoom(index)) {
      reached(space.rd(tuples.nextAbove(index - window)));
    }
  }

  /**
   * As {@link #awaitRoom(long)}.
   *
   * @return false if it wasn't in time
   */
  public boolean awaitRoom(long index, Duration timeout) throws InterruptedException {
    if (hasRoom(index)) {
      return true;
    }
    Optional<Tuple> next = space.rd(tuples.nextAbove(index - window), timeout);
    next.ifPresent(this::reached);
    return next.isPresent();
  }

  private boolean hasRoom(long index) {
    return checked(index) - nextAtLeast.get() < window;
  }

  private void reached(Tuple next) {
    nextAtLeast.accumulateAndGet(next.getLong(3), Math::max);
  }

  private static long checked(long index) {
    if (index < 0) {
      throw new IllegalArgumentException("the index is " + index + "; it is counted from 0");
    }
    return index;
  }

  // ---- read

  /**
   * Reads the result at an index, and waits for it; it stays. One that was consumed never comes.
   */
  public R read(long index) throws InterruptedException {
    return JobResult.<R>cast(space.rd(tuples.item(checked(index))).get(5));
  }

  /** As {@link #read}, or empty if it isn't there. */
  public Optional<OrderedResult<R>> find(long index) {
    return space
        .rdp(tuples.item(checked(index)))
        .map(item -> new OrderedResult<>(index, JobResult.<R>cast(item.get(5))));
  }

  /** A cursor that reads in order from an index on; the results stay. */
  public OrderedCursor<R> readFrom(long index) {
    return new OrderedCursor<>(this, checked(index), false);
  }

  /**
   * A cursor that takes the results away in order, from where the last one stopped. There is one
   * consumer at a time. What it was given since its last {@link OrderedCursor#confirm} comes again
   * if it dies.
   */
  public OrderedCursor<R> consume() {
    return new OrderedCursor<>(this, next(), true);
  }

  // ---- what is there

  /** The first index that is not consumed. */
  public long next() {
    return space.rdp(tuples.next()).map(next -> next.getLong(3)).orElse(0L);
  }

  /** How many there are, if somebody has said so. */
  public OptionalLong count() {
    return space.rdp(tuples.end()).stream().mapToLong(end -> end.getLong(3)).findFirst();
  }

  /**
   * The indices from {@code from} on and below {@code to} that have not been put. Those that were
   * consumed have. It costs a look at every hundred, and at each index of a hundred that is not
   * complete.
   */
  public List<Long> missing(long from, long to) {
    List<Long> missing = new ArrayList<>();
    long index = Math.max(checked(from), next());
    while (index < to) {
      long end = Math.min(to, (OrderedTuples.block(index) + 1) * OrderedTuples.BLOCK);
      addMissing(missing, index, end);
      index = end;
    }
    return missing;
  }

  private void addMissing(List<Long> missing, long from, long to) {
    long there = space.count(tuples.block((Long) OrderedTuples.block(from)));
    if (there == OrderedTuples.BLOCK) {
      return;
    }
    for (long index = from; index < to; index++) {
      if (there == 0 || space.count(tuples.item(index)) == 0) {
        missing.add(index);
      }
    }
  }

  /** Removes all results, and what is known of their consumption and their end. */
  public void clear() throws InterruptedException {
    int some;
    do {
      some = space.inAll(tuples.items(), 500, Duration.ZERO).size();
    } while (some > 0);
    space.inAll(tuples.next(), 500, Duration.ZERO);
    space.inAll(tuples.end(), 500, Duration.ZERO);
    nextAtLeast.set(0);
  }

  @Override
  public String toString() {
    return "ordered results \"" + tuples.name() + "\" of queue \"" + tuples.queue() + "\"";
  }
}
