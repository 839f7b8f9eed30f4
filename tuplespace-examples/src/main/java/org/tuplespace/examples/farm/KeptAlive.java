package org.tuplespace.examples.farm;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.tuplespace.Transaction;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.TupleSpaceException;

/**
 * Renews the transaction in force as long as this process lives: who dies, or is stopped, falls
 * silent, and the lease of the transaction runs out.
 */
final class KeptAlive implements AutoCloseable {

  private static final long INTERVAL_MILLIS = Run.TASK_LEASE.toMillis() / 4;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "keeps transactions alive");
            thread.setDaemon(true);
            return thread;
          });

  /** Begins to renew the transaction; to be cancelled when it ends. */
  Future<?> keep(Transaction transaction) {
    return timer.scheduleWithFixedDelay(
        () -> renew(transaction), INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static void renew(Transaction transaction) {
    try {
      transaction.renew();
    } catch (TransactionEndedException e) {
      throw e; // which ends the renewals; the worker finds out at its commit
    } catch (TupleSpaceException e) {
      // A server that is away is the business of the worker; the next renewal tries again.
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
