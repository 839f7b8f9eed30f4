package org.tuplespace.redis.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceException;

/**
 * Takes tuples in order to print them, under a transaction that is committed when they have been
 * passed on: what is taken is printed, or else back in its place, whatever is closed or killed.
 */
final class Taking implements AutoCloseable {

  private static final Duration LEASE = Duration.ofSeconds(30);

  private final TupleSpace space;
  private final TupleOutput output;
  private final ScheduledExecutorService renewals =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "tuples renewals");
            thread.setDaemon(true);
            return thread;
          });

  Taking(TupleSpace space, TupleOutput output) {
    this.space = space;
    this.output = output;
  }

  /**
   * Takes what matches, {@code max} at most, and prints it.
   *
   * @param timeout how long to wait for the first; null for ever
   * @return how many there were
   * @throws InterruptedException if interrupted while nothing was there; nothing is taken then
   */
  int take(Template template, int max, @Nullable Duration timeout) throws InterruptedException {
    Transaction transaction = space.begin(LEASE);
    var renewal =
        renewals.scheduleWithFixedDelay(
            () -> renew(transaction),
            LEASE.toMillis() / 3,
            LEASE.toMillis() / 3,
            TimeUnit.MILLISECONDS);
    try {
      List<Tuple> taken =
          timeout == null
              ? transaction.inAll(template, max)
              : transaction.inAll(template, max, timeout);
      taken.forEach(output::line);
      output.flush();
      transaction.commit();
      return taken.size();
    } catch (ClosedPipeException e) {
      transaction.release();
      throw e;
    } finally {
      renewal.cancel(false);
      transaction.close();
    }
  }

  private static void renew(Transaction transaction) {
    try {
      transaction.renew();
    } catch (TupleSpaceException e) {
      // The commit will tell, unless the next renewal succeeds.
    }
  }

  @Override
  public void close() {
    renewals.shutdownNow();
  }
}
