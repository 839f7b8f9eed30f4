package org.tuplespace.internal;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.TupleSpaceException;

/**
 * Keeps the tuple that says that a worker is alive. Each is put with a time to live, and the one
 * before is taken after that, so that there is one at any time.
 */
public final class Presence implements AutoCloseable {

  /** So often news may be told in the time that a tuple lives, which costs two calls each. */
  private static final int NEWS_PER_LEASE = 30;

  private final TupleSpace space;
  private final Duration lease;
  private final Supplier<Tuple> tuple;
  private final @Nullable Supplier<?> news;
  private final ScheduledThreadPoolExecutor timer;
  private @Nullable Tuple current;
  private @Nullable Object told;
  private boolean closed;

  /**
   * Puts nothing yet.
   *
   * @param lease the time to live of each tuple
   * @param name of the worker, for the name of the thread
   * @param tuple what it tells of itself now
   * @param news what in it others should hear of sooner than at the next renewal, compared by
   *     {@code equals}; null if nothing
   */
  public Presence(
      TupleSpace space,
      Duration lease,
      String name,
      Supplier<Tuple> tuple,
      @Nullable Supplier<?> news) {
    this.space = space;
    this.lease = lease;
    this.tuple = tuple;
    this.news = news;
    this.timer = new ScheduledThreadPoolExecutor(1, new DaemonThreads(name, "presence"));
  }

  /** Puts the tuple, and from now on renews it. */
  public void begin() {
    renew();
    long period = Math.max(lease.toMillis() / 3, 1);
    timer.scheduleWithFixedDelay(this::renewIfPossible, period, period, TimeUnit.MILLISECONDS);
    if (news != null) {
      long sooner = Math.max(lease.toMillis() / NEWS_PER_LEASE, 1);
      timer.scheduleWithFixedDelay(() -> tell(news), sooner, sooner, TimeUnit.MILLISECONDS);
    }
  }

  private void tell(Supplier<?> what) {
    boolean isOld;
    synchronized (this) {
      isOld = what.get().equals(told);
    }
    if (!isOld) {
      renewIfPossible();
    }
  }

  private void renewIfPossible() {
    try {
      renew();
    } catch (TupleSpaceClosedException e) {
      timer.shutdown();
    } catch (TupleSpaceException e) {
      // The server is away; the next one may work.
    }
  }

  private synchronized void renew() {
    if (closed) {
      return;
    }
    Tuple before = current;
    told = news == null ? null : news.get();
    Tuple next = tuple.get();
    space.out(next, OutOptions.timeToLive(lease));
    current = next;
    remove(before);
  }

  private void remove(@Nullable Tuple put) {
    if (put != null) {
      space.inp(Template.exactly(put));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    timer.shutdownNow();
    try {
      remove(current);
    } catch (TupleSpaceException e) {
      // It goes with its time to live.
    }
  }
}
