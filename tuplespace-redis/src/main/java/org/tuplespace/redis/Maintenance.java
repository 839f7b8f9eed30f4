package org.tuplespace.redis;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What every client does for the space and for itself: renews its lease, and takes part in the
 * maintenance of the partition, which works with any one client alive. Who comes first in a second
 * does the work; the others are told when to ask again.
 */
final class Maintenance {

  private static final long IDLE_MILLIS = 1000;

  private final Partition partition;
  private final Duration renewal;

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
      partition.sessions().renew(renewal);
      later(this::renew, renewal.toMillis());
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
      later(this::tick, IDLE_MILLIS);
    } else if (!reply.is("OK")) {
      partition.dropped();
    } else if (reply.text(0).equals("1")) {
      later(this::tick, 1);
    } else {
      // Spread, or all clients would come at once.
      long wait = reply.number(2) + ThreadLocalRandom.current().nextLong(IDLE_MILLIS / 2);
      if (!reply.text(1).isEmpty()) {
        wait = Math.min(wait, reply.number(1) + 1);
      }
      later(this::tick, wait);
    }
  }

  private void later(Runnable task, long millis) {
    try {
      partition.timer().schedule(task, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The space is closed; the other clients go on.
    }
  }
}
