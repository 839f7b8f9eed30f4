package org.tuplespace.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tuplespace.Transaction;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.TupleSpaceException;

/**
 * Renews transactions for as long as this process lives: who dies, or is stopped, falls silent, and
 * the lease runs out.
 *
 * <p>One timer ticks three times a lease, and only while there is something to renew, so that a
 * short job costs an entry in a set and nothing else. Its thread ends when it has been idle.
 */
public final class Leases implements AutoCloseable {

  private static final long IDLE_SECONDS = 30;

  private final Duration lease;
  private final long tickNanos;
  private final Set<Renewed> renewed = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean ticking = new AtomicBoolean();
  private final ScheduledThreadPoolExecutor timer;

  /** A transaction, and since when its lease runs. */
  private static final class Renewed {
    private final Transaction transaction;
    private volatile long since = System.nanoTime();

    Renewed(Transaction transaction) {
      this.transaction = transaction;
    }
  }

  /**
   * Renews by this lease.
   *
   * @param name of the queue or space, for the name of the thread
   * @param purpose too
   */
  public Leases(String name, String purpose, Duration lease) {
    this.lease = lease;
    this.tickNanos = Math.max(lease.toNanos() / 3, 1);
    this.timer = new ScheduledThreadPoolExecutor(1, new DaemonThreads(name, purpose));
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  /** How long a transaction lasts if it isn't renewed. */
  public Duration lease() {
    return lease;
  }

  /** Renews the transaction, which has just begun, until the answer is run. */
  public Runnable renew(Transaction transaction) {
    Renewed entry = new Renewed(transaction);
    renewed.add(entry);
    if (ticking.compareAndSet(false, true)) {
      schedule();
    }
    return () -> renewed.remove(entry);
  }

  private void schedule() {
    try {
      timer.schedule(this::tick, tickNanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // Closed: what is left runs out.
    }
  }

  private void tick() {
    for (Renewed each : renewed) {
      if (System.nanoTime() - each.since > tickNanos / 2) {
        renew(each);
      }
    }
    if (renewed.isEmpty()) {
      ticking.set(false);
      if (renewed.isEmpty() || !ticking.compareAndSet(false, true)) {
        return;
      }
    }
    schedule();
  }

  private void renew(Renewed each) {
    try {
      each.transaction.renew();
      each.since = System.nanoTime();
    } catch (TransactionEndedException e) {
      renewed.remove(each); // whoever holds it finds out at its commit
    } catch (TupleSpaceException e) {
      // A server that is away doesn't count the lease, and the next tick tries again.
    }
  }

  /** Renews nothing more, and ends the thread. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
