package org.tuplespace.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.internal.Arguments;
import org.tuplespace.internal.Pending;

/**
 * A blocked take or read. It holds no thread and no connection: the script that found nothing has
 * registered it, and a hint brings what it is served.
 *
 * <p>Whoever decides the wait first wins: a tuple that arrives, the caller who gives up, the space
 * that closes. A tuple that arrives after the decision goes back to its place.
 */
final class Wait<R extends @Nullable Object> extends Pending<R> {

  /** How long a caller who gives up is kept waiting for a silent server. */
  private static final long GRACE_MILLIS = 70;

  private enum State {
    /** The script that searches and registers is under way. */
    SEARCHING,
    /** The server knows the waiter. */
    REGISTERED,
    /** Nothing is to come; what comes all the same is put back. */
    OVER
  }

  private final Partition partition;
  private final TakeArgs request;
  private final Function<List<Tuple>, R> result;
  private final boolean callerBlocks;
  private final AtomicBoolean decided = new AtomicBoolean();

  private State state = State.SEARCHING;
  private Session session;
  private String id = "";
  private boolean wasServed;
  private boolean withdrawing;
  private boolean timedOut;
  private boolean looking;
  private boolean lookAgain;

  /**
   * Prepares a wait.
   *
   * @param callerBlocks whether one thread waits for this and nobody else has it, so that it may
   *     complete on a thread of the connection
   */
  Wait(
      Partition partition,
      TakeArgs request,
      Function<List<Tuple>, R> result,
      boolean callerBlocks) {
    this.partition = partition;
    this.request = request;
    this.result = result;
    this.callerBlocks = callerBlocks;
    this.session = partition.session();
  }

  /**
   * Sends the search.
   *
   * @param nanos after this the result is that of no tuples
   */
  Wait<R> start(long nanos) {
    search();
    if (nanos != Arguments.FOREVER && !isDone()) {
      ScheduledFuture<?> alarm = later(this::timeOut, nanos);
      if (alarm != null) {
        whenComplete((served, error) -> alarm.cancel(false));
      }
    }
    return this;
  }

  private void search() {
    String searched;
    synchronized (this) {
      id = partition.waits().add(this);
      searched = id;
    }
    if (partition.isClosed()) {
      fail(partition.closed());
      return;
    }
    partition
        .operation(Script.TAKE, cursor -> request.waiting(searched, false, cursor), request.blobs())
        .start()
        .whenComplete((operation, error) -> searched(searched, operation, error));
  }

  private void searched(
      String searched, @Nullable Operation operation, @Nullable Throwable error) {
    if (operation == null) {
      partition.waits().remove(searched);
      failWith(ServerErrors.unwrap(error == null ? new IllegalStateException() : error));
      return;
    }
    if (operation.reply().is("T")) {
      partition.waits().remove(searched);
      take(operation);
      return;
    }
    operation.end();
    boolean cancel = false;
    boolean forget = false;
    synchronized (this) {
      session = operation.session();
      if (state == State.OVER) {
        forget = !wasServed; // the hint may overtake the reply that says it was registered
      } else {
        state = State.REGISTERED;
        cancel = withdrawing;
      }
    }
    if (forget) {
      forget();
    } else if (cancel) {
      sendCancel();
    } else if (session != partition.session()) {
      registerAgain(session);
    }
  }

  // ---- being served

  /** A tuple taken by the operation's own script. */
  private void take(Operation operation) {
    partition
        .reader()
        .read(operation.reply())
        .whenComplete(
            (tuples, error) -> {
              if (error != null) {
                operation.undo(0);
                failWith(ServerErrors.unwrap(error));
              } else if (operation.deliver(() -> decided.compareAndSet(false, true))) {
                finish(tuples);
              } else if (!decided.get()) {
                searchAgain(); // the session has ended under it: expired, or closed
              }
            });
  }

  /** A tuple that the server recorded for this waiter; the same may come twice. */
  void served(Session from, String wait, byte[] deliveries, byte[] stored) {
    partition
        .reader()
        .read(stored, deliveries)
        .whenComplete((tuples, error) -> served(from, wait, tuples, error));
  }

  private void served(
      Session from, String wait, @Nullable List<Tuple> tuples, @Nullable Throwable error) {
    if (tuples == null) {
      if (failWith(ServerErrors.unwrap(error == null ? new IllegalStateException() : error))) {
        partition.putBack(from, wait);
      }
    } else if (from.deliver(wait, () -> decided.compareAndSet(false, true))) {
      partition.waits().remove(wait);
      partition.acknowledgements().soon();
      finish(tuples);
    }
  }

  /** Asks the server what this was served. */
  void fetch(Session from, String wait) {
    partition
        .call(Script.FETCH, Args.of(from.id(), wait))
        .thenAccept(
            reply -> {
              if (reply.is("T")) {
                served(from, wait, reply.parts().get(1), reply.parts().get(2));
              }
            });
  }

  private void finish(List<Tuple> tuples) {
    synchronized (this) {
      state = State.OVER;
      wasServed = true;
    }
    R value = result.apply(tuples);
    publish(() -> super.complete(value));
  }

  /** Whoever hangs code on a future must not have it run on a thread of the connection. */
  private void publish(Runnable completion) {
    if (callerBlocks) {
      completion.run();
      return;
    }
    try {
      partition.threads().completer().execute(completion);
    } catch (RejectedExecutionException e) {
      completion.run(); // the space has closed, and this thread is not the connection's
    }
  }

  // ---- looking again

  /** Told to look for itself, since an {@code out} could not test everyone. */
  void look() {
    String wait;
    synchronized (this) {
      if (state != State.REGISTERED || request.isExact() || withdrawing) {
        return;
      }
      if (looking) {
        lookAgain = true;
        return;
      }
      looking = true;
      wait = id;
    }
    partition
        .operation(Script.TAKE, cursor -> request.waiting(wait, true, cursor), List.of())
        .start()
        .whenComplete((operation, error) -> looked(wait, operation));
  }

  private void looked(String wait, @Nullable Operation operation) {
    boolean again;
    boolean cancel;
    synchronized (this) {
      looking = false;
      again = lookAgain;
      lookAgain = false;
      cancel = withdrawing && state == State.REGISTERED;
    }
    if (operation == null) {
      startOver(wait);
      return;
    }
    if (operation.reply().is("T")) {
      partition.waits().remove(wait);
      take(operation);
      return;
    }
    boolean gone = operation.reply().is("G");
    operation.end();
    if (cancel) {
      sendCancel();
    } else if (gone) {
      fetch(operation.session(), wait);
    } else if (again) {
      look();
    }
  }

  private void searchAgain() {
    synchronized (this) {
      if (state == State.OVER) {
        return;
      }
      state = State.SEARCHING;
    }
    search();
  }

  /** The look failed, and may have ended the wait on the server all the same. */
  private void startOver(String wait) {
    Session of;
    synchronized (this) {
      if (state != State.REGISTERED || !id.equals(wait)) {
        return;
      }
      state = State.SEARCHING;
      of = session;
      partition.waits().remove(wait);
    }
    partition.putBack(of, wait);
    search();
  }

  // ---- giving up

  @Override
  public void withdraw() {
    boolean cancel;
    synchronized (this) {
      if (withdrawing || state == State.OVER) {
        return;
      }
      withdrawing = true;
      cancel = state == State.REGISTERED && !looking;
    }
    if (cancel) {
      sendCancel();
    }
    if (!isDone()) {
      later(this::abandon, TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS));
    }
  }

  private void timeOut() {
    synchronized (this) {
      timedOut = true;
    }
    withdraw();
  }

  private void sendCancel() {
    Session from = session;
    String wait = id;
    partition
        .operation(Script.CANCEL, cursor -> Args.of(wait).add(false), List.of())
        .start()
        .whenComplete(
            (operation, error) -> {
              if (operation == null) {
                failWith(ServerErrors.unwrap(error == null ? new IllegalStateException() : error));
                return;
              }
              Reply reply = operation.reply();
              operation.end();
              if (reply.is("T")) {
                served(from, wait, reply.parts().get(1), reply.parts().get(2));
              } else {
                withdrawn();
              }
            });
  }

  private void withdrawn() {
    if (!decided.compareAndSet(false, true)) {
      return;
    }
    over();
    if (timedOut) {
      R none = result.apply(List.of());
      publish(() -> super.complete(none));
    } else {
      publish(() -> super.cancel(false));
    }
  }

  /** The server does not answer: the call ends, and what it may have taken is put back. */
  private void abandon() {
    failWith(
        ServerErrors.unavailable(
            new java.util.concurrent.TimeoutException("it did not answer"), partition.server()));
  }

  /** Ends exceptionally, unless it was decided before; what it is served from now on goes back. */
  private boolean failWith(Throwable error) {
    if (!decided.compareAndSet(false, true)) {
      return false;
    }
    boolean known = over();
    publish(() -> super.completeExceptionally(error));
    if (known) {
      forget();
    }
    return true;
  }

  /** The space is closed, which withdraws everything on the server at once. */
  void fail(TupleSpaceClosedException closed) {
    if (decided.compareAndSet(false, true)) {
      over();
      super.completeExceptionally(closed);
    }
  }

  /** A caller who completes a future in whatever way wants no tuple any more. */
  private boolean giveUp() {
    if (!decided.compareAndSet(false, true)) {
      return false;
    }
    if (over()) {
      forget();
    }
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

  /** Answers whether the server knows the waiter. */
  private synchronized boolean over() {
    boolean known = state == State.REGISTERED;
    state = State.OVER;
    partition.waits().remove(id);
    return known;
  }

  private void forget() {
    partition.putBack(session, id);
  }

  /** The session in which this was registered has expired: it waits anew, at the end of the line. */
  void registerAgain(Session expired) {
    synchronized (this) {
      if (state != State.REGISTERED || session != expired) {
        return;
      }
      state = State.SEARCHING;
      partition.waits().remove(id);
    }
    search();
  }

  private @Nullable ScheduledFuture<?> later(Runnable task, long nanos) {
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
