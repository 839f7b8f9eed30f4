package org.tuplespace.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What every client does for the space and for itself: renews its lease, and takes part in the
 * maintenance of the partition, which works with any one client alive. Who advances the clock comes
 * again when it may be advanced further; the others come now and then, the more of them the less
 * often, and the first to come when that one is gone is in its place.
 */
final class Maintenance {

  private static final long IDLE_MILLIS = 1000;

  /** So far apart the others come, to see whether the one who did the work last is still there. */
  private static final long SPREAD_MILLIS = 400;

  private static final long DUE_SPREAD_MILLIS = 5;

  /** Whoever is left alone takes over after so long, or when it next renews its lease. */
  private static final long MOST_SPREAD_MILLIS = 60_000;

  /** Nobody seems to do the work if it was done so long ago. */
  private static final long UNDONE_MILLIS = 1500;

  private final Partition partition;
  private final Duration renewal;

  /** Whether the next tick is to come; only one waits or is under way. */
  private final AtomicBoolean isWaiting = new AtomicBoolean();

  Maintenance(Partition partition) {
    this.partition = partition;
    this.renewal = partition.settings().lease().dividedBy(3);
  }

  void start() {
    later(this::renew, renewal.toMillis());
    tick();
  }

  private void renew() {
    if (!partition.isClosed()) {
      CompletableFuture<?> unused = partition.sessions().renew(renewal).thenAccept(this::renewed);
      later(this::renew, renewal.toMillis());
    }
  }

  private void renewed(long tickedMillisAgo) {
    if (tickedMillisAgo >= UNDONE_MILLIS) {
      tickNow();
    }
  }

  private void tickLater(long millis) {
    isWaiting.set(true);
    later(this::tickNow, millis);
  }

  private void tickNow() {
    if (isWaiting.compareAndSet(true, false)) {
      tick();
    }
  }

  private void tick() {
    if (partition.isClosed()) {
      return;
    }
    Args idle = Args.of().add(partition.settings().unusedIndex().toMillis());
    long patience = TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
    partition
        .call(Script.TICK, idle, System.nanoTime() + patience, () -> {})
        .whenComplete((reply, error) -> ticked(reply));
  }

  private void ticked(@Nullable Reply reply) {
    if (reply == null) {
      tickLater(IDLE_MILLIS);
    } else if (!reply.is("OK")) {
      partition.dropped();
    } else if (reply.text(0).equals("1")) {
      tickLater(1);
    } else {
      long clients = reply.number(3);
      long wait = reply.number(2) + (clients == 1 ? 0 : spread(clients, SPREAD_MILLIS));
      if (!reply.text(1).isEmpty()) {
        wait = Math.min(wait, reply.number(1) + 1 + spread(clients, DUE_SPREAD_MILLIS));
      }
      tickLater(wait);
    }
  }

  /** Among so many clients, one comes each so many milliseconds. */
  private static long spread(long clients, long apart) {
    return ThreadLocalRandom.current().nextLong(Math.min(clients * apart, MOST_SPREAD_MILLIS));
  }

  private void later(Runnable task, long millis) {
    try {
      partition.timer().schedule(task, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The space is closed; the other clients go on.
    }
  }
}
