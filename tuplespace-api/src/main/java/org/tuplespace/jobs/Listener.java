package org.tuplespace.jobs;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.internal.DaemonThreads;
import org.tuplespace.internal.Failures;

/**
 * Waits for a tuple, hands it over, and waits for the next: nothing is asked of the space while
 * nothing happens. A server that is away is waited for.
 */
final class Listener implements AutoCloseable {

  private static final Logger LOG = System.getLogger("org.tuplespace.jobs");
  private static final long IDLE_SECONDS = 10;
  private static final long RETRY_MILLIS = 1_000;

  private final Supplier<CompletableFuture<Tuple>> waits;
  private final Consumer<Tuple> heard;
  private final ScheduledThreadPoolExecutor thread;
  private boolean closed;
  private @Nullable CompletableFuture<Tuple> current;

  /**
   * Prepares.
   *
   * @param waits begins to wait for the next tuple
   * @param heard what to do with it, on a thread of this, which may block
   */
  Listener(
      String name,
      String purpose,
      Supplier<CompletableFuture<Tuple>> waits,
      Consumer<Tuple> heard) {
    this.waits = waits;
    this.heard = heard;
    this.thread = new ScheduledThreadPoolExecutor(1, new DaemonThreads(name, purpose));
    thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
  }

  /** Waits for the first. */
  void begin() {
    CompletableFuture<Tuple> next;
    synchronized (this) {
      if (closed) {
        return;
      }
      next = waits.get();
      current = next;
    }
    next.whenComplete((tuple, error) -> later(() -> answered(tuple, error), 0));
  }

  private void answered(@Nullable Tuple tuple, @Nullable Throwable error) {
    Throwable failure = error == null ? null : Failures.unwrap(error);
    if (tuple != null) {
      failure = tell(tuple);
    }
    if (failure == null) {
      beginAgain();
    } else if (!(failure instanceof TupleSpaceClosedException)) {
      later(this::beginAgain, RETRY_MILLIS);
    }
  }

  private void beginAgain() {
    try {
      begin();
    } catch (TupleSpaceClosedException e) {
      // Nothing will be heard any more.
    } catch (TupleSpaceException e) {
      later(this::beginAgain, RETRY_MILLIS);
    }
  }

  private @Nullable Throwable tell(Tuple tuple) {
    try {
      heard.accept(tuple);
      return null;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "can't act on " + tuple, e);
      return e;
    }
  }

  private void later(Runnable task, long millis) {
    try {
      thread.schedule(task, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // closed
    }
  }

  @Override
  public void close() {
    CompletableFuture<Tuple> wait;
    synchronized (this) {
      closed = true;
      wait = current;
    }
    thread.shutdownNow();
    if (wait != null) {
      wait.cancel(false);
    }
  }
}
