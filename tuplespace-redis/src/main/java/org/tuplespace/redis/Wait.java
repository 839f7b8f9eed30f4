package org.tuplespace.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tuplespace.NotReplicatedException;
import org.tuplespace.Tuple;
import org.tuplespace.internal.Arguments;
import org.tuplespace.internal.Pending;

/**
 * The future of a blocked take or read. It holds no thread and no connection: its {@link
 * Registration} is on the server, and a hint brings what it is served.
 *
 * <p>Whoever decides the wait first wins: a tuple that arrives, the caller who gives up, the space
 * that closes. A tuple that arrives after the decision goes back to its place.
 */
final class Wait<R extends @Nullable Object> extends Pending<R> {

  /** How long a caller who gives up is kept waiting for a silent server, at least. */
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(70);

  private static final long MAX_GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Who hangs on this, and so on which thread it may complete. */
  enum Dependents {
    /** Anyone's code, which must not run on a thread of the connection. */
    CODE,
    /** A blocked thread, if tuples come; anything else is for code too. */
    THREAD_IF_SERVED,
    /** A blocked thread, and nobody else. */
    THREAD
  }

  private final Partition partition;
  private final Registration registration;
  private final Function<List<Tuple>, R> result;
  private final Dependents dependents;
  private final AtomicBoolean decided = new AtomicBoolean();

  private volatile boolean timedOut;

  /**
   * Prepares a wait.
   *
   * @param dependents who hangs on this
   */
  Wait(
      Partition partition,
      TakeArgs request,
      Function<List<Tuple>, R> result,
      Dependents dependents) {
    this.partition = partition;
    this.result = result;
    this.dependents = dependents;
    this.registration = new Registration(partition, request, this);
  }

  /**
   * Sends the search.
   *
   * @param nanos after this the result is that of no tuples; 0 asks once
   */
  Wait<R> start(long nanos) {
    if (nanos == 0) {
      registration.askOnce();
      return this;
    }
    registration.search();
    if (nanos != Arguments.FOREVER && !isDone()) {
      ScheduledFuture<?> alarm = later(this::timeOut, nanos);
      if (alarm != null) {
        whenComplete((served, error) -> alarm.cancel(false));
      }
    }
    return this;
  }

  // ---- the decision

  /** Decides the wait, for whoever comes first. */
  boolean decide() {
    return decided.compareAndSet(false, true);
  }

  boolean isDecided() {
    return decided.get();
  }

  /** Was decided by these tuples, of whose taking there are too few copies where so told. */
  void finish(List<Tuple> tuples, @Nullable NotReplicatedException shortfall) {
    if (shortfall != null) {
      publish(() -> super.completeExceptionally(shortfall));
      return;
    }
    R value = result.apply(tuples);
    if (dependents == Dependents.THREAD_IF_SERVED && !tuples.isEmpty()) {
      super.complete(value);
    } else {
      publish(() -> super.complete(value));
    }
  }

  private void publish(Runnable completion) {
    if (dependents == Dependents.THREAD) {
      completion.run();
      return;
    }
    try {
      partition.threads().completer().execute(completion);
    } catch (RejectedExecutionException e) {
      completion.run(); // the space has closed, and this thread is not the connection's
    }
  }

  // ---- giving up

  @Override
  public void withdraw() {
    if (registration.withdraw() && !isDone()) {
      later(this::abandon, graceNanos());
    }
  }

  /** Longer where the server, or this machine, has been slow lately: that is no silence yet. */
  private long graceNanos() {
    return Math.min(Math.max(3 * partition.roundTripNanos(), GRACE_NANOS), MAX_GRACE_NANOS);
  }

  private void timeOut() {
    timedOut = true;
    withdraw();
  }

  /** The server does not know the waiter any more, and has served it nothing. */
  void withdrawn() {
    if (timedOut) {
      noneInTime();
    } else if (decide()) {
      registration.end();
      publish(() -> super.cancel(false));
    }
  }

  /** Nothing matched while there was time. */
  void noneInTime() {
    if (decide()) {
      registration.end();
      finish(List.of(), null);
    }
  }

  /** The server does not answer: the call ends, and what it may have taken is put back. */
  private void abandon() {
    if (!registration.isArriving()) {
      fail(ServerErrors.unavailable(new TimeoutException("it did not answer"), partition.server()));
    }
  }

  /**
   * Ends exceptionally, unless it was decided before.
   *
   * @return whether this decided it
   */
  boolean fail(Throwable error) {
    if (!decide()) {
      return false;
    }
    registration.end();
    publish(() -> super.completeExceptionally(error));
    return true;
  }

  /**
   * A caller who completes a future in whatever way wants no tuple any more. A swap that was served
   * before stands, since what it put can be seen.
   */
  private boolean giveUp() {
    if (!decide()) {
      return false;
    }
    registration.end();
    return true;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return giveUp() ? super.cancel(mayInterruptIfRunning) : isCancelled();
  }

  @Override
  public boolean complete(R value) {
    return giveUp() && super.complete(value);
  }

  @Override
  public boolean completeExceptionally(Throwable error) {
    return giveUp() && super.completeExceptionally(error);
  }

  /** Runs the task after a time; null if the space is closed, which ends this. */
  @Nullable ScheduledFuture<?> later(Runnable task, long nanos) {
    try {
      return partition.timer().schedule(task, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      fail(partition.closed());
      return null;
    }
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
