package org.tuplespace.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.NotReplicatedException;
import org.tuplespace.OutcomeUnknownException;
import org.tuplespace.Tuple;

/**
 * What a {@link Wait} has agreed with the server: searches, registers as a waiter, takes what it is
 * served, searches again when told to look or when its session has expired, and cancels.
 *
 * <p>Each search registers under a new id, so that nothing that comes late is taken for the answer
 * to a later one. Thread-safe.
 */
final class Registration {

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
  private final Wait<?> wait;

  private State state = State.SEARCHING;
  private Session session;
  private String id = "";
  private String servedAs = "";
  private boolean withdrawing;
  private boolean looking;
  private boolean lookAgain;
  private boolean fetching;
  private boolean reading;
  private boolean wasRegistered;
  private @Nullable Operation search;

  Registration(Partition partition, TakeArgs request, Wait<?> wait) {
    this.partition = partition;
    this.request = request;
    this.wait = wait;
    Hold hold = request.hold();
    this.session = hold == null ? partition.session() : hold.session();
  }

  // ---- searching

  /** Takes or reads what is there, and does not register. */
  void askOnce() {
    partition
        .operation(Script.TAKE, request::atOnce, request.blobs())
        .under(request.hold())
        .takesForGood(request.swaps())
        .start()
        .whenComplete(
            (operation, error) -> {
              if (operation == null) {
                wait.fail(unwrapped(error));
              } else if (operation.reply().is("T")) {
                take(operation);
              } else {
                operation.end();
                wait.noneInTime();
              }
            });
  }

  /** Takes or reads what is there; else the same script registers the waiter. */
  void search() {
    String searched;
    Operation operation;
    synchronized (this) {
      if (state == State.OVER || wait.isDecided()) {
        return;
      }
      id = partition.waits().add(this);
      searched = id;
      operation =
          partition
              .operation(
                  Script.TAKE, cursor -> request.waiting(searched, false, cursor), request.blobs())
              .under(request.hold())
              .takesForGood(request.swaps());
      search = operation;
      if (withdrawing) {
        operation.stop();
      }
    }
    if (partition.isClosed()) {
      wait.fail(partition.closed());
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
      wait.withdrawn();
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
      wait.later(this::search, PAUSE_NANOS);
    } else {
      wait.fail(error);
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
                wait.fail(ServerErrors.unwrap(error));
              } else if (operation.deliver(() -> wait.decide())) {
                finish(tuples, "", operation.notReplicated(tuples));
              } else if (!wait.isDecided()) {
                searchAgain(); // the session has ended under it: expired, or closed
              }
            });
  }

  /** The space is closed, which withdraws everything on the server at once. */
  void close() {
    wait.fail(partition.closed());
  }

  /** A tuple that the server recorded for this waiter; the same may come twice. */
  void served(Session from, String waitId, byte[] deliveries, byte[] stored) {
    if (settles()) {
      fetch(from, waitId); // who served it waited for the replicas, if at all, on its own behalf
    } else {
      read(from, waitId, deliveries, stored, null);
    }
  }

  /** Whether what it takes is told to its caller only when there are copies of it. */
  private boolean settles() {
    return request.swaps() && partition.isDurable();
  }

  private void read(
      Session from, String waitId, byte[] deliveries, byte[] stored, @Nullable Reply settled) {
    beginReading();
    partition
        .reader()
        .read(stored, deliveries)
        .whenComplete(
            (tuples, error) -> {
              endReading();
              served(from, waitId, tuples, settled, error);
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
      Session from,
      String waitId,
      @Nullable List<Tuple> tuples,
      @Nullable Reply settled,
      @Nullable Throwable error) {
    if (tuples == null) {
      if (wait.fail(unwrapped(error))) {
        partition.putBack(from, waitId);
      }
    } else if (from.deliver(waitId, () -> isTaken(tuples.size()))) {
      partition.waits().remove(waitId);
      partition.acknowledgements().soon();
      finish(tuples, waitId, settled == null ? null : partition.notReplicated(settled, tuples));
    }
  }

  /** Whether the caller takes what this was served: these tuples, all of them or none. */
  private boolean isTaken(int tuples) {
    Hold hold = request.hold();
    return hold == null ? wait.decide() : hold.deliver(tuples, wait::decide);
  }

  /** Asks the server what this was served. */
  void fetch(Session from, String waitId) {
    synchronized (this) {
      if (fetching || reading) {
        return;
      }
      fetching = true;
      reading = settles(); // that may take its time, and the server is not silent meanwhile
    }
    call(Script.FETCH, Args.of(from.id(), waitId))
        .whenComplete(
            (reply, error) -> {
              if (reply != null && reply.is("T")) {
                read(from, waitId, reply.parts().get(1), reply.parts().get(2), reply);
                return;
              }
              endReading();
              if (reply != null && reply.is("G")) {
                startOver(waitId);
              } else if (settles()) {
                notSettled(error);
              } // after an error the next renewal asks again
            });
  }

  /** A swap that was said to have happened, and then could not be asked for, or was not known. */
  private void notSettled(@Nullable Throwable error) {
    synchronized (this) {
      if (!withdrawing || state != State.REGISTERED) {
        return; // the next renewal asks again
      }
    }
    if (error == null) {
      sendCancel(); // a failover has lost it, and the server waits for us again
    } else {
      wait.fail(ServerErrors.unknown(unwrapped(error), partition.server()));
    }
  }

  private CompletableFuture<Reply> call(Script script, Args args) {
    return settles()
        ? partition.callDurably(script, args, partition.deadline(), () -> {})
        : partition.call(script, args);
  }

  private void finish(
      List<Tuple> tuples, String waitId, @Nullable NotReplicatedException shortfall) {
    synchronized (this) {
      state = State.OVER;
      servedAs = waitId;
    }
    wait.finish(tuples, shortfall);
  }

  // ---- looking again

  /** Told to look for itself, since an {@code out} could not test everyone. */
  void look(boolean all) {
    String waitId;
    synchronized (this) {
      if (state == State.OVER || withdrawing || (request.isExact() && !all)) {
        return;
      }
      if (looking || state == State.SEARCHING) {
        lookAgain = true;
        return;
      }
      looking = true;
      waitId = id;
    }
    partition
        .operation(Script.TAKE, cursor -> request.waiting(waitId, true, cursor), List.of())
        .under(request.hold())
        .takesForGood(request.swaps())
        .start()
        .whenComplete((operation, error) -> looked(waitId, operation, error));
  }

  private void looked(String waitId, @Nullable Operation operation, @Nullable Throwable error) {
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
        startOver(waitId); // it may have ended the wait
      } else {
        wait.later(() -> look(true), PAUSE_NANOS);
      }
      return;
    }
    if (operation.reply().is("T")) {
      partition.waits().remove(waitId);
      take(operation);
      return;
    }
    boolean gone = operation.reply().is("G");
    operation.end();
    if (cancel) {
      sendCancel();
    } else if (gone) {
      fetch(operation.session(), waitId);
    } else if (again) {
      look(true);
    }
  }

  private void searchAgain() {
    Hold hold = request.hold();
    if (hold != null && hold.hasEnded()) {
      wait.fail(hold.expired());
      return;
    }
    synchronized (this) {
      if (state == State.OVER) {
        return;
      }
      state = State.SEARCHING;
    }
    search();
  }

  synchronized boolean isRegistered(Session in, String waitId) {
    return state == State.REGISTERED && session == in && id.equals(waitId);
  }

  /**
   * The server has lost its last writes, and this wait with them; it goes to the end of the line.
   */
  void lost(Session from, String waitId) {
    synchronized (this) {
      if (session != from || withdrawing || looking || fetching || reading) {
        return; // whatever is under way finds out by itself
      }
    }
    startOver(waitId);
  }

  /** The look failed, and may have ended the wait on the server all the same. */
  private void startOver(String waitId) {
    Session of;
    synchronized (this) {
      if (state != State.REGISTERED || !id.equals(waitId) || wait.isDecided()) {
        return;
      }
      state = State.SEARCHING;
      of = session;
      partition.waits().remove(waitId);
    }
    partition.putBack(of, waitId);
    search();
  }

  // ---- a new session

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
    Hold hold = request.hold();
    if (hold != null) {
      wait.fail(hold.expired());
    } else if (request.swaps()) {
      searchUnlessSwapped(expired, expiredWait);
    } else {
      search();
    }
  }

  /** A swap that was served before its session expired has taken effect. */
  private void searchUnlessSwapped(Session expired, String waitId) {
    call(Script.OUTCOME, Args.of(expired.id(), "w" + waitId, "0"))
        .whenComplete(
            (outcome, error) -> {
              if (outcome == null) {
                wait.fail(unwrapped(error));
              } else if (outcome.is("N") || partition.session().isInAnotherSpace(expired)) {
                search();
              } else if (outcome.is("T")) {
                swapped(outcome);
              } else if (outcome.is("DROPPED")) {
                partition.dropped();
                wait.fail(partition.closed());
              } else {
                wait.fail(
                    new OutcomeUnknownException(
                        "the session expired, and the server does not know whether it swapped",
                        null));
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
                wait.fail(unwrapped(error));
              } else if (wait.decide()) {
                finish(tuples, "", partition.notReplicated(outcome, tuples));
              }
            });
  }

  // ---- the end

  private void sendCancel() {
    Session from = session;
    String waitId = id;
    partition
        .operation(Script.CANCEL, cursor -> Args.of(waitId).add(false), List.of())
        .start()
        .whenComplete(
            (operation, error) -> {
              if (operation == null) {
                wait.fail(unwrapped(error));
                return;
              }
              Reply reply = operation.reply();
              operation.end();
              if (reply.is("T")) {
                served(from, waitId, reply.parts().get(1), reply.parts().get(2));
              } else {
                wait.withdrawn();
              }
            });
  }

  /**
   * The caller gives up; what was served before is still delivered.
   *
   * @return false if it has given up before
   */
  boolean withdraw() {
    boolean cancel;
    synchronized (this) {
      if (withdrawing || state == State.OVER) {
        return false;
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
    return true;
  }

  /** Whether a tuple has come whose fields are still on their way. */
  synchronized boolean isArriving() {
    return reading;
  }

  /** The wait is decided without a tuple; what it is served all the same goes back. */
  void end() {
    boolean known;
    synchronized (this) {
      known = state == State.REGISTERED;
      state = State.OVER;
      partition.waits().remove(id);
    }
    if (known && !partition.isClosed()) {
      partition.putBack(session, id);
    }
  }
}
