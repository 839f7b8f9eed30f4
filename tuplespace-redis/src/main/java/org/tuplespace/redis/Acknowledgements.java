package org.tuplespace.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tuplespace.BackendUnavailableException;

/**
 * Tells the server, within a few milliseconds, what has arrived. Most claims of busy clients are
 * acknowledged before by the next operation on their slot. Thread-safe.
 */
final class Acknowledgements {

  private static final long DELAY_MILLIS = 3;
  private static final int PAGE = 500;

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
    Session session = partition.session();
    Session.Arrivals arrivals = session.takeArrivals();
    if (arrivals.isEmpty()) {
      return;
    }
    CompletableFuture<?> unused =
        tell(session, arrivals, partition.deadline())
            .exceptionally(
                error -> {
                  session.notAcknowledged(arrivals);
                  if (ServerErrors.unwrap(error) instanceof BackendUnavailableException
                      && !partition.isClosed()) {
                    soon();
                  }
                  return null;
                });
  }

  /**
   * Completes when the server knows of all that has arrived; after that it is safe to end the
   * session. What is on its way already is told again, since it may come too late.
   */
  CompletableFuture<?> flush(Session session, long deadline) {
    Session.Arrivals arrivals = session.unconfirmedArrivals();
    return arrivals.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : tell(session, arrivals, deadline);
  }

  /** Tells again what has arrived in slots, since the server may have lost its last writes. */
  void again(Session session) {
    for (Session.Arrivals page : session.settledSlots(PAGE)) {
      if (!page.isEmpty()) {
        CompletableFuture<?> unused = tell(session, page, partition.deadline());
      }
    }
  }

  private CompletableFuture<Reply> tell(Session session, Session.Arrivals arrivals, long deadline) {
    return partition
        .call(Script.ACKNOWLEDGE, arrivals.args(session), deadline, () -> {})
        .whenComplete(
            (reply, error) -> {
              if (reply != null) {
                session.acknowledged(arrivals);
              }
            });
  }
}
