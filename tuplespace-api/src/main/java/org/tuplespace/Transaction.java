package org.tuplespace;

import java.time.Duration;

/**
 * Takes and puts that take effect together or not at all: a lease on what was taken (as in
 * JavaSpaces). {@link TupleSpace#begin} begins one.
 *
 * <pre>{@code
 * try (Transaction transaction = space.begin(Duration.ofSeconds(30))) {
 *   Tuple job = transaction.in("job", Integer.class);
 *   transaction.out("result", job.getInt(1), compute(job));
 *   transaction.commit();
 * } // not committed: the job is back in its place
 * }</pre>
 *
 * <table>
 * <caption>What is seen</caption>
 * <tr><th></th><th>by this transaction</th><th>by everyone else</th></tr>
 * <tr><td>{@code in}</td><td>looks at the space, then at its own puts, and blocks on both</td>
 * <td>the tuple is not in the space: not for {@code inp}, {@code rdp}, {@code count} or {@code
 * rdAll}</td></tr>
 * <tr><td>{@code rd}</td><td>as {@code in}; what it reads is not locked</td><td>nothing</td></tr>
 * <tr><td>{@code out}</td><td>seen at once</td><td>seen at the commit, all in one step, in the
 * order in which they were put; a delay and a time to live count from then</td></tr>
 * <tr><td>{@code out}, then {@code in} of the same tuple</td><td>taken</td><td>never seen</td></tr>
 * </table>
 *
 * <p>{@code swap}, {@code replace}, {@code inAny} and {@code inAll} work alike.
 *
 * <p><b>The end.</b> {@link #commit} makes takes and puts final. After {@link #abort}, when the
 * lease ran out, or when the client died, everything that was taken returns to its old place in the
 * order, with {@link Tuple#deliveries()} one higher, and the puts are forgotten. Work done under a
 * transaction therefore yields its result exactly once, however often workers die: one that was
 * stopped and comes back after its lease finds that its commit is refused, and has changed nothing.
 * Calls blocked under a transaction that ends, and every later one, throw {@link
 * TransactionEndedException}, which tells the state.
 *
 * <p><b>The lease</b> counts from {@link TupleSpace#begin}, and anew from each {@link #renew()}; a
 * server that was away is not counted. If the client's session expires, its transactions do.
 *
 * <p><b>Limits.</b> A transaction puts at most 10,000 tuples or 16 MiB, and takes at most 10,000
 * tuples; the call that would exceed this throws {@link LimitExceededException} and changes
 * nothing.
 *
 * <p>Thread-safe: several threads may work under one transaction. A commit ends what is blocked
 * under it, and waits for calls under way.
 */
public interface Transaction extends TupleOperations, AutoCloseable {

  /** Where a transaction stands in its life. */
  enum State {
    /** Takes and puts are possible. */
    ACTIVE("is active"),
    /** {@link Transaction#commit} is under way. */
    COMMITTING("is being committed"),
    /** All of it took effect. */
    COMMITTED("was committed"),
    /** Given up by {@link Transaction#abort}, {@link Transaction#release} or a close. */
    ABORTED("was aborted"),
    /** The lease ran out, or the client was out of touch for longer than its session. */
    EXPIRED("has expired"),
    /** The server fell silent over the commit: it took effect as a whole, or not at all. */
    IN_DOUBT("is in doubt");

    private final String told;

    State(String told) {
      this.told = told;
    }

    /** The state as the end of a sentence whose subject is the transaction. */
    public String told() {
      return told;
    }
  }

  /** The state as far as this client knows; an expiry is noticed within about a second. */
  State state();

  /**
   * The lease begins anew, as long as the last one.
   *
   * @throws TransactionEndedException if it has ended
   */
  void renew();

  /**
   * The lease begins anew, and is this long.
   *
   * @throws IllegalArgumentException if it is under a millisecond
   * @throws TransactionEndedException if it has ended
   */
  void renew(Duration lease);

  /**
   * Makes all of it final, in one atomic step. Blocks until that is done; not interruptible.
   *
   * @throws TransactionEndedException if it has ended, also if the lease ran out; nothing is
   *     changed then
   * @throws SpaceFullException if the server is full; nothing is changed then, and the transaction
   *     is still active, as after {@link BackendUnavailableException}
   * @throws OutcomeUnknownException if the server fell silent over it; the state is then {@link
   *     State#IN_DOUBT}
   * @throws NotReplicatedException if it took effect, but the replicas that the client asks for did
   *     not confirm it in time; the state is then {@link State#COMMITTED}
   */
  void commit();

  /**
   * Gives back what was taken, and forgets what was put. A tuple given back counts as delivered.
   *
   * @throws TransactionEndedException if it has ended
   */
  void abort();

  /**
   * As {@link #abort}, but {@link Tuple#deliveries()} stays: for work that was not tried, such as
   * that of a worker told to stop.
   *
   * @throws TransactionEndedException if it has ended
   */
  void release();

  /**
   * Aborts, unless it has ended. Does not throw if the server is away: what was taken returns when
   * the lease runs out.
   */
  @Override
  void close();
}
