package org.tuplespace.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Tells the server, within a few milliseconds, what has arrived. Most claims of busy clients are
 * acknowledged before by the next operation on their slot. Thread-safe.
 */
final class Acknowledgements {

  private static final long DELAY_MILLIS = 3;

  private final Partition partition;
  private final AtomicBoolean scheduled = new AtomicBoolean();

  Acknowledgements(Partition partition) {
    this.partition = partition;
  }

  void soon() {
    if (!scheduled.compareAndSet(false, true)) {
      return;
    }
    try {
      partition.timer().schedule(this::send, DELAY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      scheduled.set(false); // the space is closing, and flushes by itself
    }
  }

  private void send() {
    scheduled.set(false);
    CompletableFuture<?> unused = flush(partition.session(), partition.deadline());
  }

  /** Completes when the server has been told all that has arrived by now. */
  CompletableFuture<@Nullable Void> flush(Session session, long deadline) {
    Session.Arrivals arrivals = session.takeArrivals();
    if (arrivals.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return partition
        .call(Script.ACKNOWLEDGE, arrivals.args(session), deadline, () -> {})
        .thenAccept(reply -> session.acknowledged(arrivals));
  }
}
