package org.tuplespace;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
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
 * matched. {@link #rdAll}, {@link #stream}, {@link #copyCollect}, and {@link #count} with filters,
 * test each tuple at some moment of the call.
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
 * SpaceFullException}, {@link TupleCodecException}, and {@link NotReplicatedException} where it was
 * told to wait for replicas.
 *
 * <p><b>A crash</b> loses nothing that is in the space. A tuple that a process took by a plain
 * {@code in} is that process's: it is lost with it. In the few milliseconds before the client has
 * acknowledged a take, a process that dies leaves the tuple to be put back. A swap is final: what
 * it put stays, and what it took is not put back. Work that must be neither lost nor repeated
 * belongs under a {@link #begin transaction}.
 *
 * <p><b>Memory consistency.</b> What a thread did before an {@code out} <i>happens-before</i> what
 * another does after the {@code in} or {@code rd} that got the tuple. All implementations are
 * thread-safe.
 */
public interface TupleSpace extends TupleOperations, AutoCloseable {

  /** The name of this space. */
  String name();

  // ---- evaluation

  /**
   * Puts a live tuple, whose fields that are {@link LiveField}s, {@link
   * java.util.concurrent.Callable}s or {@link java.util.function.Supplier}s are evaluated in
   * parallel, and which then becomes the tuple of the results. Returns when the live tuple is in
   * the space, without waiting for the evaluation.
   *
   * <p><b>Who evaluates.</b> This process, and any that runs an {@link
   * org.tuplespace.eval.EvalWorker}, whoever takes the live tuple first; the passive tuple appears
   * exactly once, whichever process dies. While there are no workers, this process starts each at
   * once in threads of its own, so that they may wait for one another; else as many as it has
   * processors, and more if those wait for something. A live tuple stays in the space when this one
   * is closed or dies, for workers, now or later.
   *
   * <p><b>Objects that stay here.</b> A field that can't be in a tuple, as a lambda, is evaluated
   * by this process alone, without a live tuple in the space, and is lost with it: no other process
   * could find the code of a lambda by its name. (FST would carry lambdas that are Serializable as
   * the JDK does, by the name of a method of the class around them; here every class must be named
   * and allowed.) Where this process evaluates, it calls the objects given; elsewhere, copies of
   * them are called.
   *
   * <p><b>Failure.</b> If a field fails, or a result can't be in a tuple, the tuple {@code ("eval
   * failed", fields, error)} is put instead: a nested tuple of the fields given with null for those
   * to be evaluated, and the error as a string. So it is if more than five processes have died over
   * it. A call under way when the space is closed puts nothing.
   *
   * <p><b>Cost</b> on a server, per call: if it is evaluated here alone, one call, the {@code out}.
   * With a live tuple, four if this process takes it: it is put, taken in two calls, and committed.
   * If a worker takes it, three: it is put, and two by which this process learns of the end; and
   * three of the worker. Beside that, a live tuple under way is renewed every ten seconds, and
   * while this process computes as many as it has processors, it asks once a second at most whether
   * there are workers, and twice a second, if it left some to them, how many are left.
   *
   * @return completes with the passive tuple when it is in the space; exceptionally if evaluation
   *     failed, after the tuple that says so was put: with what the field threw, or {@link
   *     EvalFailedException} if that was in another process
   * @throws IllegalArgumentException if a field can't be in a tuple
   */
  CompletableFuture<Tuple> eval(@Nullable Object... fields);

  // ---- to look

  /**
   * The tuples that match, oldest first, however many there are: unlike {@link #rdAll} this holds
   * no more of them in memory than a few pages, and {@code limit} and the like end it early.
   *
   * <p>The space is asked when the stream is consumed, page by page, no page taking a server longer
   * than a few milliseconds, while everyone else goes on. Each tuple is tested at some moment of
   * that: one that is there all the time comes exactly once, one that comes, goes, or is put back
   * meanwhile may come or not; while matching tuples are put faster than they are read, it does not
   * end. It uses the index of the template's shape, which is made if there is none; where the
   * template fixes no value and no type, it gathers the ids of all tuples of its arity first, at 8
   * bytes each and of the oldest four million at a time.
   *
   * <p>Exceptions of the stream's own functions come through, and end it; errors of the space come
   * from the terminal operation. A stream left before its end needs no closing.
   */
  Stream<Tuple> stream(Template template);

  /** All tuples of whatever arity, oldest first; as {@link #stream(Template)}. */
  Stream<Tuple> stream();

  // ---- to another space

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

  // ---- transactions

  /**
   * Begins a transaction, whose takes and puts take effect together or not at all.
   *
   * @param lease after this it ends by itself unless it is renewed, and what it took returns to the
   *     space; it counts from now, also while a call under the transaction is blocked
   * @throws IllegalArgumentException if the lease is under a millisecond
   */
  Transaction begin(Duration lease);

  // ---- events

  /**
   * Tells the listener of the {@code out}s and removals of tuples that match, from when this
   * returns until the watch or the space is closed.
   *
   * <p>Best effort: events are messages, which can be lost with a connection. What was lost is
   * reported as a gap. Work that depends on every tuple belongs to {@code in} and {@code rd}.
   */
  Watch watch(Template template, TupleListener listener);

  /**
   * Tells the listener of all tuples, whatever their arity; as {@link #watch(Template,
   * TupleListener)}.
   */
  Watch watch(TupleListener listener);

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
