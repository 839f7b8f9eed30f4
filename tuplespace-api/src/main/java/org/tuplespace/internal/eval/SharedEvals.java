package org.tuplespace.internal.eval;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tuplespace.EvalFailedException;
import org.tuplespace.EvalMode;
import org.tuplespace.LimitExceededException;
import org.tuplespace.NotReplicatedException;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleCodecException;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.internal.DaemonThreads;
import org.tuplespace.internal.Failures;
import org.tuplespace.internal.Leases;

/**
 * One client's evals that lie in the space as live tuples, where it and any worker can take them.
 *
 * <p>The client computes in slots, each a thread that takes one of its own live tuples under a
 * transaction. Without workers there is one slot for each; else as many as processors, and a tick
 * looks twice a second, while some are not computed here, whether more are needed: all that are
 * left when the workers are gone, more when those here wait for something. What a worker computed
 * it tells by a tuple of its own. Thread-safe.
 */
final class SharedEvals implements AutoCloseable {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final long TICK_MILLIS = 500;
  private static final int BATCH = 500;
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final TupleSpace space;
  private final EvalMode mode;
  private final Executor threads;
  private final String caller = UUID.randomUUID().toString();
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Long, Outstanding> outstanding = new ConcurrentHashMap<>();
  private final Set<String> kept = ConcurrentHashMap.newKeySet();
  private final Colleagues workers;
  private final Crowd crowd = new Crowd();
  private final Leases leases;
  private final ScheduledThreadPoolExecutor ticker;
  private final AtomicInteger slots = new AtomicInteger();
  private boolean isTicking;
  private @Nullable CompletableFuture<?> listening;
  private volatile boolean closed;

  /** What was asked for, and by whom. */
  private record Outstanding(ActiveFields fields, CompletableFuture<Tuple> passive) {

    void end(@Nullable Tuple tuple, @Nullable Throwable failure) {
      if (failure != null) {
        passive.completeExceptionally(failure);
      } else if (tuple != null) {
        passive.complete(tuple);
      } else {
        passive.completeExceptionally(
            new EvalFailedException("the tuple was put, but is too large or deep to be told here"));
      }
    }
  }

  SharedEvals(TupleSpace space, EvalMode mode, Executor threads) {
    this.space = space;
    this.mode = mode;
    this.threads = threads;
    this.workers = new Colleagues(space);
    this.leases = new Leases(space.name(), "eval-leases", LEASE);
    this.ticker = new ScheduledThreadPoolExecutor(1, new DaemonThreads(space.name(), "eval-tick"));
    ticker.setKeepAliveTime(1, TimeUnit.SECONDS);
    ticker.allowCoreThreadTimeOut(true);
  }

  /**
   * Puts the live tuple.
   *
   * @return completes with the passive one; empty if no other process could compute it
   */
  Optional<CompletableFuture<Tuple>> eval(ActiveFields fields) {
    long id = lastId.incrementAndGet();
    List<Tuple> live;
    try {
      live = EvalTuples.live(caller, id, fields);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not serialisable
    }
    Outstanding asked = new Outstanding(fields, new CompletableFuture<>());
    boolean isForHere = isRoom();
    slots.addAndGet(isForHere ? 1 : 0); // before anybody sees that there is more than slots compute
    outstanding.put(id, asked);
    boolean isThere = false;
    try {
      space.outAll(live);
      isThere = true;
    } catch (NotReplicatedException e) {
      isThere = true; // and whoever computes it waits for replicas again
    } catch (TupleCodecException | LimitExceededException e) {
      if (kept.add(fields.classNames())) {
        logger()
            .log(
                Level.INFO,
                fields.classNames() + " is evaluated by this process alone: " + e.getMessage());
      }
      return Optional.empty();
    } finally {
      if (!isThere) {
        outstanding.remove(id);
        slots.addAndGet(isForHere ? -1 : 0);
      }
    }
    if (isForHere) {
      startSlot();
    } else {
      attend();
    }
    return Optional.of(asked.passive());
  }

  private boolean isRoom() {
    return mode == EvalMode.SHARED && (slots.get() < PROCESSORS || !workers.areThere());
  }

  // ---- computing here

  /** Starts a slot that was counted. */
  private void startSlot() {
    try {
      threads.execute(this::runSlot);
    } catch (RejectedExecutionException e) {
      slots.decrementAndGet();
      failAll(closedException());
    }
  }

  private void runSlot() {
    try {
      boolean goesOn;
      do {
        goesOn = computeOne() && outstanding.size() >= slots.get();
      } while (goesOn);
    } catch (TupleSpaceClosedException e) {
      failAll(e);
    } catch (TupleSpaceException e) {
      logger().log(Level.DEBUG, "can't take a live tuple, and tries again", e);
    } finally {
      slots.decrementAndGet();
      attend();
    }
  }

  /** Whether there was one to compute. */
  private boolean computeOne() {
    Optional<LiveTuple> taken = LiveTuple.takeOwn(space, leases, caller);
    if (taken.isEmpty()) {
      return false;
    }
    try (LiveTuple live = taken.get()) {
      compute(live);
    }
    return true;
  }

  private void compute(LiveTuple live) {
    // The objects that were given rather than their copies, as long as they are computed here.
    Outstanding asked = outstanding.get(live.id());
    ActiveFields fields = asked != null ? asked.fields() : live.fields().orElse(null);
    if (fields == null) {
      live.drop(this::pause);
      return;
    }
    Tuple passive = null;
    Throwable failure = null;
    try {
      if (live.isDeadly()) {
        throw live.crashes();
      }
      passive = fields.evaluateBlocking(space, threads, crowd::counting);
    } catch (Throwable e) { // errors too: whatever a field throws must be told
      failure = Failures.unwrap(e);
    }
    boolean unused = !closed && Thread.interrupted();
    if (closed) {
      live.release();
      return;
    }
    try {
      if (passive != null) {
        failure = putResults(live, passive);
      }
      if (failure != null) {
        live.fail(fields.given(), failure, false, this::pause);
      }
    } catch (TransactionEndedException e) {
      return; // somebody else has it or will, and tells
    } catch (TupleSpaceException e) {
      failure = e; // nothing was put, or nobody knows
    }
    end(live.id(), passive, failure);
  }

  /** What was wrong with the tuple; null if it is there. */
  private @Nullable Throwable putResults(LiveTuple live, Tuple passive) {
    try {
      live.succeed(passive, false, this::pause);
      return null;
    } catch (IllegalArgumentException | TupleCodecException | LimitExceededException e) {
      return e;
    }
  }

  private boolean pause(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return !closed;
  }

  private void end(long id, @Nullable Tuple passive, @Nullable Throwable failure) {
    Outstanding asked = outstanding.remove(id);
    if (asked != null) {
      asked.end(passive, failure);
    }
    if (outstanding.isEmpty()) {
      stopListening();
    }
  }

  // ---- what is not computed here

  /** Sees to those that no slot computes, if there are any. */
  private synchronized void attend() {
    if (closed || outstanding.size() <= slots.get()) {
      return;
    }
    listen();
    if (!isTicking) {
      isTicking = true;
      scheduleTick();
    }
  }

  private void scheduleTick() {
    try {
      ticker.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // Closed.
    }
  }

  private void tick() {
    try {
      if (mode == EvalMode.SHARED) {
        long left = space.count(EvalTuples.liveOf(caller));
        for (long more = Math.min(left, room(left)); more > 0; more--) {
          slots.incrementAndGet();
          startSlot();
        }
      }
    } catch (TupleSpaceClosedException e) {
      failAll(e);
    } catch (TupleSpaceException e) {
      logger().log(Level.DEBUG, "can't look for live tuples, and tries again", e);
    }
    synchronized (this) {
      isTicking = false;
      attend();
    }
  }

  /** How many slots may be added. */
  private long room(long left) {
    if (!workers.areThere()) {
      return left;
    }
    int computing = crowd.computing();
    int waiting = slots.get() - computing;
    return computing < PROCESSORS ? Math.max(PROCESSORS - computing, waiting) : 0;
  }

  private synchronized void listen() {
    if (listening != null || closed) {
      return;
    }
    CompletableFuture<List<Tuple>> next;
    try {
      next = space.inAllAsync(EvalTuples.doneOf(caller), BATCH);
    } catch (TupleSpaceClosedException e) {
      failAll(e);
      return;
    }
    listening = next;
    CompletableFuture<?> unused = next.whenComplete(this::heard);
  }

  private void heard(@Nullable List<Tuple> done, @Nullable Throwable error) {
    synchronized (this) {
      listening = null;
    }
    if (done != null) {
      done.forEach(this::told);
    }
    Throwable failure = error == null ? null : Failures.unwrap(error);
    if (failure instanceof TupleSpaceClosedException e) {
      failAll(e);
    } else if (failure == null || failure instanceof CancellationException) {
      attend();
    } // else the next tick tries again
  }

  private synchronized void stopListening() {
    if (listening != null && outstanding.isEmpty()) {
      listening.cancel(false);
    }
  }

  private void told(Tuple done) {
    Outstanding asked = outstanding.remove(EvalTuples.id(done));
    if (asked == null) {
      return; // its call failed, since nobody knew whether it is there
    }
    String error = EvalTuples.error(done);
    if (error != null) {
      asked.end(null, new EvalFailedException(error));
      return;
    }
    try {
      CompletableFuture<?> unused =
          space
              .inAsync(EvalTuples.resultOf(done), Duration.ZERO)
              .whenComplete((result, failure) -> fetched(asked, result, failure));
    } catch (TupleSpaceClosedException e) {
      asked.end(null, e);
    }
  }

  private static void fetched(
      Outstanding asked, @Nullable Optional<Tuple> result, @Nullable Throwable failure) {
    if (result == null) {
      asked.end(null, failure == null ? null : Failures.unwrap(failure));
    } else {
      asked.end(result.map(EvalTuples::passive).orElse(null), null);
    }
  }

  // ---- the end

  private TupleSpaceClosedException closedException() {
    return new TupleSpaceClosedException("the space \"" + space.name() + "\" is closed");
  }

  private void failAll(TupleSpaceClosedException e) {
    for (long id : outstanding.keySet()) {
      end(id, null, e);
    }
  }

  /** Leaves the live tuples in the space; those under way go back there. */
  @Override
  public void close() {
    closed = true;
    ticker.shutdownNow();
    failAll(closedException());
    leases.close();
  }

  /** Looked up when needed, since that takes a while and most clients never do. */
  private static Logger logger() {
    return System.getLogger("org.tuplespace.eval");
  }
}
