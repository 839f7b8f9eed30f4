package org.tuplespace.redis;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The transactions of this client that go on. Looks a few times a second whether the lease of one
 * seems to be over, and then asks the server, whose clock decides. Thread-safe.
 */
final class Holds {

  private static final long LOOK_MILLIS = 100;

  private final Partition partition;
  private final Set<Hold> active = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();

  Holds(Partition partition) {
    this.partition = partition;
  }

  void add(Hold hold) {
    active.add(hold);
    if (looking.compareAndSet(false, true)) {
      lookLater();
    }
  }

  void remove(Hold hold) {
    active.remove(hold);
  }

  private void lookLater() {
    try {
      partition.timer().schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The space is closed, and with it every transaction.
    }
  }

  private void look() {
    for (Hold hold : active) {
      if (hold.mayBeOver()) {
        ask(hold);
      }
    }
    if (!active.isEmpty()) {
      lookLater();
      return;
    }
    looking.set(false);
    if (!active.isEmpty() && looking.compareAndSet(false, true)) {
      lookLater(); // one was added in between
    }
  }

  private void ask(Hold hold) {
    if (!hold.isUsed()) {
      hold.expired();
      return;
    }
    hold.isBeingAsked();
    CompletableFuture<?> unused =
        partition
            .call(Script.LEASE, Args.of(hold.session().id(), hold.name()).add(0))
            .thenAccept(hold::answered); // after an error it is asked again
  }

  /** The session in which these took what they hold has expired, and they with it. */
  void expired(Session session) {
    for (Hold hold : List.copyOf(active)) {
      if (hold.session() == session) {
        hold.expired();
      }
    }
  }

  /** The space is closed: all of them end. */
  void close() {
    List.copyOf(active).forEach(Hold::closed);
    active.clear();
  }
}
