package org.tuplespace;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A shared, associative memory: processes coordinate by putting tuples, and by taking and reading
 * those that match a template (Gelernter, "Generative communication in Linda", 1985).
 *
 * <table>
 * <caption>The forms of taking and reading</caption>
 * <tr><th></th><th>blocks</th><th>answers at once</th><th>times out</th><th>later</th></tr>
 * <tr><td>take one</td><td>{@link #in(Object...) in}</td><td>{@link #inp(Object...) inp}</td>
 * <td>{@link #in(Template, Duration) in(template, timeout)}</td><td>{@link #inAsync(Object...)
 * inAsync}</td></tr>
 * <tr><td>read one</td><td>{@link #rd(Object...) rd}</td><td>{@link #rdp(Object...) rdp}</td>
 * <td>{@link #rd(Template, Duration) rd(template, timeout)}</td><td>{@link #rdAsync(Object...)
 * rdAsync}</td></tr>
 * <tr><td>take of several templates</td><td>{@link #inAny(Template...) inAny}</td><td>{@code
 * inAny(templates, ZERO)}</td><td>{@link #inAny(List, Duration) inAny(templates, timeout)}</td>
 * <td>{@link #inAnyAsync(Template...) inAnyAsync}</td></tr>
 * <tr><td>take many</td><td>{@link #inAll(Template, int) inAll}</td><td>{@code inAll(template, max,
 * ZERO)}</td><td>{@link #inAll(Template, int, Duration) inAll(template, max, timeout)}</td><td>
 * {@link #inAllAsync(Template, int) inAllAsync}</td></tr>
 * </table>
 *
 * <p><b>Operands.</b> The varargs forms take fields and nothing else, as Linda does: {@code
 * space.out("sqrt", 5.0)}, {@code space.in("sqrt", Double.class)}. A lone {@link Tuple} or {@link
 * Template} means itself. Options and timeouts go only with an explicit tuple or template.
 *
 * <p><b>Which tuple.</b> The oldest match wins; among blocked takers, the longest waiting. One
 * {@code out} serves every matching blocked {@code rd}, then one blocked {@code in}. A tuple that
 * is put back keeps its place in the order. A delayed tuple gets its place when it becomes visible.
 *
 * <p><b>Atomicity.</b> Operations are linearizable: each takes effect at one instant between call
 * and return. {@code inp} and {@code rdp} answer empty only if at some instant of the call nothing
 * matched. {@link #rdAll}, {@link #copyCollect}, and {@link #count} with filters, test each tuple
 * at some moment of the call.
 *
 * <p><b>Timeouts.</b> Zero asks once; negative is an {@link IllegalArgumentException}; a timeout
 * either got a tuple or leaves it in the space.
 *
 * <p><b>Interrupts.</b> Blocking calls throw {@link InterruptedException} if the thread is
 * interrupted before or during the wait, and then no tuple is taken. If a tuple was already served
 * when the interrupt came, it is returned and the thread stays interrupted. Calls that answer at
 * once are not interruptible and keep the flag.
 *
 * <p><b>Futures.</b> Cancelling a future of an {@code ...Async} call cancels the wait, and a tuple
 * already served is put back. Futures complete on a thread of the space: dependents must not block.
 *
 * <p><b>Errors.</b> {@link IllegalArgumentException} for an operand that can't be; {@link
 * TupleSpaceClosedException} after {@link #close}, also in calls blocked at that time; and for a
 * space on a server {@link BackendUnavailableException}, {@link OutcomeUnknownException}, {@link
 * SpaceFullException}, {@link TupleCodecException}.
 *
 * <p><b>A crash</b> loses nothing that is in the space. A tuple that a process took by a plain
 * {@code in} is that process's: it is lost with it. In the few milliseconds before the client has
 * acknowledged a take, a process that dies leaves the tuple to be put back. A swap is final: what
 * it put stays, and what it took is not put back.
 *
 * <p><b>Memory consistency.</b> What a thread did before an {@code out} <i>happens-before</i> what
 * another does after the {@code in} or {@code rd} that got the tuple. All implementations are
 * thread-safe.
 */
public interface TupleSpace extends AutoCloseable {

  /** The name of this space. */
  String name();

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

  /**
   * Evaluates the fields that are {@link java.util.concurrent.Callable}s (or {@link
   * java.util.function.Supplier}s) in parallel in this process, then puts the tuple of the results.
   * Returns at once.
   *
   * <p>If one fails, or a result can't be in a tuple, the tuple {@code ("eval failed", fields,
   * error)} is put instead: a nested tuple of the fields given with null for those to be evaluated,
   * and the error as a string. A call under way when the space is closed puts nothing.
   *
   * @return completes with the passive tuple when it is in the space; exceptionally if evaluation
   *     failed, after the tuple that says so was put
   * @throws IllegalArgumentException if a field can't be in a tuple
   */
  CompletableFuture<Tuple> eval(@Nullable Object... fields);

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

  /**
   * Moves the tuples that match at the time of the call into another space, oldest first. The move
   * goes in batches, each taken here and then put there; a crash between both puts its batch back
   * here, so that those tuples can be in both spaces.
   *
   * @return how many were moved
   */
  long collect(Template template, TupleSpace target);

  /**
   * Copies the tuples that match into another space, oldest first.
   *
   * @return how many were copied
   */
  long copyCollect(Template template, TupleSpace target);

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

  // ---- events

  /**
   * Tells the listener of the {@code out}s and removals of tuples that match, from when this
   * returns until the watch or the space is closed.
   *
   * <p>Best effort: events are messages, which can be lost with a connection. What was lost is
   * reported as a gap. Work that depends on every tuple belongs to {@code in} and {@code rd}.
   */
  Watch watch(Template template, TupleListener listener);

  // ---- life

  /** A look at this space at one moment. */
  SpaceStats stats();

  /**
   * Removes this space with everything in it, and closes it for everyone: calls blocked on it, here
   * and elsewhere, fail with {@link TupleSpaceClosedException}. A space connected to later under
   * the name is a new one.
   */
  void drop();

  /**
   * Wakes everything blocked here with {@link TupleSpaceClosedException}, and leaves the space,
   * whose tuples stay if it is on a server. Closing again does nothing.
   */
  @Override
  void close();
}
