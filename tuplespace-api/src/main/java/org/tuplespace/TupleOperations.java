package org.tuplespace;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with tuples, in a {@link TupleSpace} and, all or nothing, under a {@link
 * Transaction}. Which tuple wins, timeouts, interrupts and errors are told at {@link TupleSpace}.
 */
public interface TupleOperations {

  // ---- Linda

  /**
   * Puts the tuple of these fields. When this returns, everyone sees it.
   *
   * @throws IllegalArgumentException if a field is a formal, or can't be in a tuple
   */
  default void out(@Nullable Object... fields) {
    out(Tuple.ofOperands(fields));
  }

  /** Puts a tuple. */
  default void out(Tuple tuple) {
    out(tuple, OutOptions.NONE);
  }

  /** Puts a tuple with a time to live, a delay, or both. */
  void out(Tuple tuple, OutOptions options);

  /**
   * Takes the oldest tuple that matches, and blocks until there is one.
   *
   * @throws InterruptedException if interrupted; no tuple is taken then
   */
  default Tuple in(@Nullable Object... template) throws InterruptedException {
    return in(Template.ofOperands(template));
  }

  /** As {@link #in(Object...)}. */
  Tuple in(Template template) throws InterruptedException;

  /** As {@link #in(Object...)}, or empty if nothing matched within the timeout. */
  Optional<Tuple> in(Template template, Duration timeout) throws InterruptedException;

  /**
   * Reads the oldest tuple that matches, and blocks until there is one; the tuple stays.
   *
   * @throws InterruptedException if interrupted
   */
  default Tuple rd(@Nullable Object... template) throws InterruptedException {
    return rd(Template.ofOperands(template));
  }

  /** As {@link #rd(Object...)}. */
  Tuple rd(Template template) throws InterruptedException;

  /** As {@link #rd(Object...)}, or empty if nothing matched within the timeout. */
  Optional<Tuple> rd(Template template, Duration timeout) throws InterruptedException;

  /** Takes the oldest tuple that matches, if there is one. */
  default Optional<Tuple> inp(@Nullable Object... template) {
    return inp(Template.ofOperands(template));
  }

  /** As {@link #inp(Object...)}. */
  Optional<Tuple> inp(Template template);

  /** Reads the oldest tuple that matches, if there is one. */
  default Optional<Tuple> rdp(@Nullable Object... template) {
    return rdp(Template.ofOperands(template));
  }

  /** As {@link #rdp(Object...)}. */
  Optional<Tuple> rdp(Template template);

  // ---- bulk

  /**
   * Puts all of these in one atomic step, in their order.
   *
   * @throws LimitExceededException beyond 10,000 tuples or 16 MiB; nothing is put then
   */
  void outAll(Collection<Tuple> tuples);

  /**
   * Takes up to {@code max} matching tuples, oldest first, in one atomic step; blocks until there
   * is at least one. Where they exceed what one step may take (10,000 tuples or 16 MiB), it takes
   * fewer.
   *
   * @throws IllegalArgumentException if {@code max} is under 1
   * @throws InterruptedException if interrupted; nothing is taken then
   */
  List<Tuple> inAll(Template template, int max) throws InterruptedException;

  /** As {@link #inAll(Template, int)}, or an empty list if nothing matched within the timeout. */
  List<Tuple> inAll(Template template, int max, Duration timeout) throws InterruptedException;

  /** Reads all tuples that match, oldest first. */
  default List<Tuple> rdAll(@Nullable Object... template) {
    return rdAll(Template.ofOperands(template));
  }

  /** As {@link #rdAll(Object...)}. */
  List<Tuple> rdAll(Template template);

  /** How many tuples match; exact at one instant if the template has no filters. */
  default long count(@Nullable Object... template) {
    return count(Template.ofOperands(template));
  }

  /** As {@link #count(Object...)}. */
  long count(Template template);

  // ---- atomic

  /**
   * Takes every tuple that matches and puts {@code tuple}, in one atomic step; never blocks.
   *
   * @return how many were taken
   * @throws LimitExceededException if more than 10,000 tuples match or are to be tested; nothing is
   *     changed then
   */
  long replace(Template template, Tuple tuple);

  /**
   * Takes the oldest match and puts {@code puts}, in one atomic step; blocks until there is a
   * match.
   *
   * @return the tuple taken
   * @throws InterruptedException if interrupted; nothing is changed then
   */
  Tuple swap(Template template, Tuple... puts) throws InterruptedException;

  /** As {@link #swap(Template, Tuple...)}, or empty, putting nothing, if the timeout is over. */
  Optional<Tuple> swap(Template template, Duration timeout, Tuple... puts)
      throws InterruptedException;

  /**
   * Takes the oldest match of the first template, in the order given, that has one; else blocks on
   * all of them at once.
   *
   * @throws IllegalArgumentException if there is no template
   * @throws InterruptedException if interrupted; no tuple is taken then
   */
  Tuple inAny(Template... templates) throws InterruptedException;

  /** As {@link #inAny(Template...)}, or empty if nothing matched within the timeout. */
  Optional<Tuple> inAny(List<Template> templates, Duration timeout) throws InterruptedException;

  /** As {@link #inAny(Template...)}, but reads. */
  Tuple rdAny(Template... templates) throws InterruptedException;

  /** As {@link #rdAny(Template...)}, or empty if nothing matched within the timeout. */
  Optional<Tuple> rdAny(List<Template> templates, Duration timeout) throws InterruptedException;

  // ---- async

  /** {@link #out(Object...)} that completes when everyone sees the tuple. */
  default CompletableFuture<@Nullable Void> outAsync(@Nullable Object... fields) {
    return outAsync(Tuple.ofOperands(fields), OutOptions.NONE);
  }

  /** {@link #out(Tuple, OutOptions)} that completes when the tuple is in the space. */
  CompletableFuture<@Nullable Void> outAsync(Tuple tuple, OutOptions options);

  /** {@link #in(Object...)} as a future; cancelling it cancels the wait. */
  default CompletableFuture<Tuple> inAsync(@Nullable Object... template) {
    return inAsync(Template.ofOperands(template));
  }

  /** As {@link #inAsync(Object...)}. */
  CompletableFuture<Tuple> inAsync(Template template);

  /** {@link #in(Template, Duration)} as a future. */
  CompletableFuture<Optional<Tuple>> inAsync(Template template, Duration timeout);

  /** {@link #rd(Object...)} as a future; cancelling it cancels the wait. */
  default CompletableFuture<Tuple> rdAsync(@Nullable Object... template) {
    return rdAsync(Template.ofOperands(template));
  }

  /** As {@link #rdAsync(Object...)}. */
  CompletableFuture<Tuple> rdAsync(Template template);

  /** {@link #rd(Template, Duration)} as a future. */
  CompletableFuture<Optional<Tuple>> rdAsync(Template template, Duration timeout);

  /** {@link #inAll(Template, int)} as a future. */
  CompletableFuture<List<Tuple>> inAllAsync(Template template, int max);

  /** {@link #inAll(Template, int, Duration)} as a future. */
  CompletableFuture<List<Tuple>> inAllAsync(Template template, int max, Duration timeout);

  /**
   * {@link #swap(Template, Tuple...)} as a future. A swap that took effect before its future was
   * cancelled stands: what it took is gone, and what it put is in the space.
   */
  CompletableFuture<Tuple> swapAsync(Template template, Tuple... puts);

  /** {@link #swap(Template, Duration, Tuple...)} as a future. */
  CompletableFuture<Optional<Tuple>> swapAsync(Template template, Duration timeout, Tuple... puts);

  /** {@link #inAny(Template...)} as a future. */
  CompletableFuture<Tuple> inAnyAsync(Template... templates);

  /** {@link #inAny(List, Duration)} as a future. */
  CompletableFuture<Optional<Tuple>> inAnyAsync(List<Template> templates, Duration timeout);

  /** {@link #rdAny(Template...)} as a future. */
  CompletableFuture<Tuple> rdAnyAsync(Template... templates);

  /** {@link #rdAny(List, Duration)} as a future. */
  CompletableFuture<Optional<Tuple>> rdAnyAsync(List<Template> templates, Duration timeout);
}
