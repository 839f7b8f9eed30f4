package org.tuplespace.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceClosedException;

/**
 * Runs the active tuples of any space. Each active field has a daemon thread of its own, since one
 * may wait for what another puts; idle threads end.
 *
 * <p>Closing interrupts what is under way, after which nothing is put. Thread-safe.
 */
public final class Evaluator implements AutoCloseable {

  private static final long IDLE_SECONDS = 1;

  private final TupleSpace space;
  private final ExecutorService threads;

  public Evaluator(TupleSpace space) {
    this.space = space;
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new DaemonThreads(space.name(), "eval"));
  }

  /** As {@link TupleSpace#eval}. */
  public CompletableFuture<Tuple> eval(@Nullable Object... fields) {
    Evaluation evaluation = new Evaluation(space, fields);
    List<Runnable> tasks = evaluation.tasks();
    try {
      tasks.forEach(threads::execute);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(
          new TupleSpaceClosedException("the space \"" + space.name() + "\" is closed", e));
    }
    return evaluation.passive();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
