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
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.OutcomeUnknownException;
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

  /** How long a caller who gives up is kept waiting for a silent server, at least. */
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(70);

  private static final long MAX_GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

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
  private String servedAs = "";
  private boolean withdrawing;
  private boolean timedOut;
  private boolean looking;
  private boolean lookAgain;
  private boolean fetching;
  private boolean reading;
  private boolean wasRegistered;
  private @Nullable Operation search;

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
   * @param nanos after this the result is that of no tuples; 0 asks once
   */
  Wait<R> start(long nanos) {
    if (nanos == 0) {
      askOnce();
      return this;
    }
    search();
    if (nanos != Arguments.FOREVER && !isDone()) {
      ScheduledFuture<?> alarm = later(this::timeOut, nanos);
      if (alarm != null) {
        whenComplete((served, error) -> alarm.cancel(false));
      }
    }
    return this;
  }

  private void askOnce() {
    partition
        .operation(Script.TAKE, request::atOnce, request.blobs())
        .takesForGood(request.swaps())
        .start()
        .whenComplete(
            (operation, error) -> {
              if (operation == null) {
                failWith(unwrapped(error));
              } else if (operation.reply().is("T")) {
                take(operation);
              } else {
                operation.end();
                noneInTime();
              }
            });
  }

  private void search() {
    String searched;
    Operation operation;
    synchronized (this) {
      if (state == State.OVER || decided.get()) {
        return;
      }
      id = partition.waits().add(this);
      searched = id;
      operation =
          partition
              .operation(
                  Script.TAKE, cursor -> request.waiting(searched, false, cursor), request.blobs())
              .takesForGood(request.swaps());
      search = operation;
      if (withdrawing) {
        operation.stop();
      }
    }
    if (partition.isClosed()) {
      fail(partition.closed());
      return;
    }
    operation.start().whenComplete((done, error) -> searched(searched, done, error));
  }

  private void searched(String searched, @Nullable Operation operation, @Nullable Throwable error) {
    if (operation == null) {
      partition.waits().remove(searched);
      searchFailed(unwrapped(error));
      return;
    }
    if (operation.reply().is("T")) {
      partition.waits().remove(searched);
      take(operation);
      return;
    }
    if (operation.reply().is(Operation.STOPPED)) {
      partition.waits().remove(searched);
      operation.undo(0); // bars a late copy of a former step
      withdrawn();
      return;
    }
    operation.end();
    boolean cancel = false;
    boolean forget = false;
    boolean look = false;
    synchronized (this) {
      search = null;
      session = operation.session();
      if (state == State.OVER) {
        forget = !servedAs.equals(searched); // a hint may overtake the reply to the registration
      } else {
        state = State.REGISTERED;
        wasRegistered = true;
        cancel = withdrawing;
        look = lookAgain;
        lookAgain = false;
      }
    }
    if (forget) {
      partition.putBack(operation.session(), searched);
    } else if (cancel) {
      sendCancel();
    } else if (session != partition.session()) {
      registerAgain(session);
    } else if (look) {
      look(true);
    }
  }

  /** Who was blocked when the server went away goes on when it is back. */
  private void searchFailed(Throwable error) {
    boolean again;
    synchronized (this) {
      again = wasRegistered && !withdrawing && state == State.SEARCHING;
    }
    if (again && isSilence(error) && !partition.isClosed()) {
      later(this::search, PAUSE_NANOS);
    } else {
      failWith(error);
    }
  }

  private static boolean isSilence(Throwable error) {
    return error instanceof BackendUnavailableException || error instanceof OutcomeUnknownException;
  }

  private static Throwable unwrapped(@Nullable Throwable error) {
    return ServerErrors.unwrap(error == null ? new IllegalStateException("no result") : error);
  }

  // ---- being served

  /** A tuple taken by the operation's own script. */
  private void take(Operation operation) {
    beginReading();
    partition
        .reader()
        .read(operation.reply())
        .whenComplete(
            (tuples, error) -> {
              endReading();
              if (error != null) {
                operation.undo(0);
                failWith(ServerErrors.unwrap(error));
              } else if (operation.deliver(() -> decided.compareAndSet(false, true))) {
                finish(tuples, "");
              } else if (!decided.get()) {
                searchAgain(); // the session has ended under it: expired, or closed
              }
            });
  }

  /** A tuple that the server recorded for this waiter; the same may come twice. */
  void served(Session from, String wait, byte[] deliveries, byte[] stored) {
    beginReading();
    partition
        .reader()
        .read(stored, deliveries)
        .whenComplete(
            (tuples, error) -> {
              endReading();
              served(from, wait, tuples, error);
            });
  }

  /**
   * A caller who gives up now is not told that the server is silent while fields are on their way.
   */
  private synchronized void beginReading() {
    reading = true;
  }

  private synchronized void endReading() {
    reading = false;
    fetching = false;
  }

  private void served(
      Session from, String wait, @Nullable List<Tuple> tuples, @Nullable Throwable error) {
    if (tuples == null) {
      if (failWith(unwrapped(error))) {
        partition.putBack(from, wait);
      }
    } else if (from.deliver(wait, () -> decided.compareAndSet(false, true))) {
      partition.waits().remove(wait);
      partition.acknowledgements().soon();
      finish(tuples, wait);
    }
  }

  /** Asks the server what this was served. */
  void fetch(Session from, String wait) {
    synchronized (this) {
      if (fetching || reading) {
        return;
      }
      fetching = true;
    }
    partition
        .call(Script.FETCH, Args.of(from.id(), wait))
        .whenComplete(
            (reply, error) -> {
              if (reply != null && reply.is("T")) {
                served(from, wait, reply.parts().get(1), reply.parts().get(2));
                return;
              }
              endReading();
              if (reply != null && reply.is("G")) {
                startOver(wait);
              } // after an error the next renewal asks again
            });
  }

  private void finish(List<Tuple> tuples, String wait) {
    synchronized (this) {
      state = State.OVER;
      servedAs = wait;
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
  void look(boolean all) {
    String wait;
    synchronized (this) {
      if (state == State.OVER || withdrawing || (request.isExact() && !all)) {
        return;
      }
      if (looking || state == State.SEARCHING) {
        lookAgain = true;
        return;
      }
      looking = true;
      wait = id;
    }
    partition
        .operation(Script.TAKE, cursor -> request.waiting(wait, true, cursor), List.of())
        .takesForGood(request.swaps())
        .start()
        .whenComplete((operation, error) -> looked(wait, operation, error));
  }

  private void looked(String wait, @Nullable Operation operation, @Nullable Throwable error) {
    boolean again;
    boolean cancel;
    synchronized (this) {
      looking = false;
      again = lookAgain;
      lookAgain = false;
      cancel = withdrawing && state == State.REGISTERED;
    }
    if (operation == null) {
      if (cancel) {
        sendCancel();
      } else if (isSilence(unwrapped(error))) {
        startOver(wait); // it may have ended the wait
      } else {
        later(() -> look(true), PAUSE_NANOS);
      }
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
      look(true);
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
      if (state != State.REGISTERED || !id.equals(wait) || decided.get()) {
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
      if (state == State.SEARCHING && search != null) {
        search.stop();
      }
    }
    if (cancel) {
      sendCancel();
    }
    if (!isDone()) {
      later(this::abandon, graceNanos());
    }
  }

  /** Longer where the server, or this machine, has been slow lately: that is no silence yet. */
  private long graceNanos() {
    return Math.min(Math.max(3 * partition.roundTripNanos(), GRACE_NANOS), MAX_GRACE_NANOS);
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
                failWith(unwrapped(error));
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
      none();
    } else {
      publish(() -> super.cancel(false));
    }
  }

  private void noneInTime() {
    if (decided.compareAndSet(false, true)) {
      over();
      none();
    }
  }

  private void none() {
    R none = result.apply(List.of());
    publish(() -> super.complete(none));
  }

  /** The server does not answer: the call ends, and what it may have taken is put back. */
  private void abandon() {
    boolean arriving;
    synchronized (this) {
      arriving = reading;
    }
    if (!arriving) {
      failWith(
          ServerErrors.unavailable(new TimeoutException("it did not answer"), partition.server()));
    }
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
      publish(() -> super.completeExceptionally(closed));
    }
  }

  /**
   * A caller who completes a future in whatever way wants no tuple any more. A swap that was served
   * before stands, since what it put can be seen.
   */
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

  /**
   * The session in which this was registered has expired: it waits anew, at the end of the line.
   */
  void registerAgain(Session expired) {
    String expiredWait;
    synchronized (this) {
      if (state != State.REGISTERED || session != expired) {
        return;
      }
      state = State.SEARCHING;
      expiredWait = id;
      partition.waits().remove(id);
    }
    if (request.swaps()) {
      searchUnlessSwapped(expired, expiredWait);
    } else {
      search();
    }
  }

  /** A swap that was served before its session expired has taken effect. */
  private void searchUnlessSwapped(Session expired, String wait) {
    partition
        .call(Script.OUTCOME, Args.of(expired.id(), "w" + wait, "0"))
        .whenComplete(
            (outcome, error) -> {
              if (outcome == null) {
                failWith(unwrapped(error));
              } else if (outcome.is("N")) {
                search();
              } else if (outcome.is("T")) {
                swapped(outcome);
              } else if (outcome.is("DROPPED")) {
                partition.dropped();
                fail(partition.closed());
              } else {
                failWith(
                    new OutcomeUnknownException(
                        "the session expired, and the server does not know whether it swapped", null));
              }
            });
  }

  private void swapped(Reply outcome) {
    partition
        .reader()
        .read(outcome)
        .whenComplete(
            (tuples, error) -> {
              if (tuples == null) {
                failWith(unwrapped(error));
              } else if (decided.compareAndSet(false, true)) {
                finish(tuples, "");
              }
            });
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
