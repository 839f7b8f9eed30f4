package org.tuplespace.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpaceClosedException;

/**
 * The session in force: opens the first, renews its lease, replaces one that has expired, and
 * leaves in the end. Thread-safe.
 */
final class Sessions {

  private static final String ABOUT =
      "a partition of a tuple space: counters and states, written by scripts alone";

  /** A call asks until its operation timeout; this is for what comes late. */
  private static final Duration OUTCOMES_STAY = Duration.ofSeconds(15);

  private final Partition partition;

  private volatile Session current = new Session();

  /** Which space of the name this is; one made after a drop has another. */
  private volatile String birth = "";

  private volatile String looks = "0";
  private @Nullable CompletableFuture<Session> reopening;
  private boolean ended;

  Sessions(Partition partition) {
    this.partition = partition;
  }

  Session current() {
    return current;
  }

  String birth() {
    return birth;
  }

  // ---- opening

  /** Opens the first session. */
  CompletableFuture<Session> open(Duration patience) {
    return open(current, patience);
  }

  /** Hints are subscribed to first, so that none is missed. */
  private CompletableFuture<Session> open(Session opening, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    return partition
        .hints()
        .subscribe(opening, deadline)
        .thenCompose(subscribed -> open(opening, deadline));
  }

  private CompletableFuture<Session> open(Session opening, long deadline) {
    Args args =
        Args.of(opening.id())
            .add(partition.settings().lease().toMillis())
            .add(Settings.SCHEMA)
            .add(ABOUT)
            .add(Session.randomId())
            .add(birth)
            .add(partition.settings().operationTimeout().plus(OUTCOMES_STAY).toMillis());
    return partition
        .call(Script.OPEN, args, deadline, () -> {})
        .thenCompose(reply -> opened(opening, reply, deadline));
  }

  private CompletableFuture<Session> opened(Session opening, Reply reply, long deadline) {
    switch (reply.status()) {
      case "OK" -> {
        String former = birth;
        birth = reply.text(0);
        opening.openedIn(birth);
        return former.equals(birth)
            ? CompletableFuture.completedFuture(opening)
            : partition.list(deadline).thenApply(listed -> opening); // new, or lost by the server
      }
      case "SCHEMA" -> throw partition.otherSchema(reply.text(0));
      default -> {
        if (!birth.isEmpty()) {
          partition.dropped();
          throw partition.closed();
        }
        return afterDrop(opening, reply.text(0), deadline);
      }
    }
  }

  /** A former space of the name is being removed, perhaps by someone who died over it. */
  private CompletableFuture<Session> afterDrop(Session opening, String dropped, long deadline) {
    if (System.nanoTime() - deadline > 0) {
      throw new TupleSpaceClosedException(
          "a former space \""
              + partition.space()
              + "\" is still being removed; connect again later",
          null);
    }
    return SpaceRemoval.remove(partition, dropped, deadline)
        .thenCompose(removed -> partition.pause())
        .thenCompose(paused -> open(opening, deadline));
  }

  // ---- replacing

  /** A session in the place of one that has expired; opened once, however many ask. */
  CompletableFuture<Session> reopen(Session expired) {
    CompletableFuture<Session> opened;
    synchronized (this) {
      if (ended) {
        return CompletableFuture.failedFuture(partition.closed());
      }
      if (current != expired) {
        return CompletableFuture.completedFuture(current);
      }
      if (reopening != null) {
        return reopening;
      }
      opened = new CompletableFuture<>();
      reopening = opened;
    }
    expired.end();
    Session next = new Session();
    CompletableFuture<?> unused =
        CompletableFuture.completedFuture(next)
            .thenCompose(made -> open(made, partition.settings().operationTimeout()))
            .whenComplete((done, error) -> reopened(expired, next, error, opened));
    return opened;
  }

  private void reopened(
      Session expired, Session next, @Nullable Throwable error, CompletableFuture<Session> opened) {
    boolean tooLate;
    synchronized (this) {
      reopening = null;
      tooLate = ended;
      if (error == null && !tooLate) {
        current = next;
      }
    }
    if (error != null) {
      partition.hints().unsubscribe(next);
      opened.completeExceptionally(ServerErrors.unwrap(error));
    } else if (tooLate) {
      next.end();
      CompletableFuture<?> unused = leave(next, partition.deadline());
      opened.completeExceptionally(partition.closed());
    } else {
      partition.hints().unsubscribe(expired);
      opened.complete(next);
      partition.holds().expired(expired);
      partition.waits().registerAgain(expired);
      partition.events().sessionChanged();
    }
  }

  // ---- renewing

  /**
   * Renews the lease; the answer tells what hints may have been lost, and whether the server knows
   * as many waits and watches as this client has. More or fewer may just be on their way.
   *
   * @return how many milliseconds ago a client did the maintenance last; a failure is left to the
   *     next renewal
   */
  CompletableFuture<Long> renew(Duration patience) {
    Session renewed = current;
    Args args = Args.of(renewed.id()).add(partition.settings().lease().toMillis());
    partition.takeUsedIndexes().forEach(args::add);
    return partition
        .call(Script.RENEW, args, System.nanoTime() + patience.toNanos(), () -> {})
        .thenApply(reply -> renewed(renewed, reply));
  }

  private long renewed(Session renewed, Reply reply) {
    switch (reply.status()) {
      case "OK" -> {
        if (!looks.equals(reply.text(0))) {
          looks = reply.text(0);
          partition.waits().look(true);
        }
        for (int i = 4; i < reply.size(); i++) {
          partition.missed(renewed, reply.text(i));
        }
        if (reply.number(1) != partition.waits().registered(renewed).size()) {
          partition.reconciliation().start();
        }
        partition.events().compare(reply.number(2));
        return reply.number(3);
      }
      case "NOSESSION" -> {
        CompletableFuture<?> unused = reopen(renewed);
      }
      default -> partition.dropped();
    }
    return 0;
  }

  // ---- leaving

  /** From here on nothing that arrives is delivered, and no session is opened. */
  void end() {
    Session last;
    synchronized (this) {
      ended = true;
      last = current;
    }
    last.end();
  }

  /** Tells the server what has arrived, and that this client is gone. After {@link #end}. */
  CompletableFuture<Reply> leave(long deadline) {
    Session last = current;
    return partition
        .acknowledgements()
        .flush(last, deadline)
        .thenCompose(told -> leave(last, deadline));
  }

  private CompletableFuture<Reply> leave(Session left, long deadline) {
    return partition
        .call(Script.CLOSE, Args.of(left.id()), deadline, () -> {})
        .thenCompose(
            reply ->
                reply.is("MORE")
                    ? leave(left, deadline)
                    : CompletableFuture.completedFuture(reply));
  }
}
