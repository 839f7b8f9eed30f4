package org.tuplespace.internal.eval;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tuplespace.EvalMode;
import org.tuplespace.NotReplicatedException;
import org.tuplespace.OutcomeUnknownException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.internal.DaemonThreads;

/**
 * Runs the active tuples of any space: puts those into it that others can compute, and computes the
 * rest. Each active field computed here has a daemon thread of its own, since one may wait for what
 * another puts; idle threads end.
 *
 * <p>Closing interrupts what is under way, after which nothing is put. Thread-safe.
 */
public final class Evaluator implements AutoCloseable {

  private static final long IDLE_SECONDS = 1;

  private final TupleSpace space;
  private final EvalMode mode;
  private final ExecutorService threads;
  private final SharedEvals shared;
  private volatile boolean closed;

  public Evaluator(TupleSpace space, EvalMode mode) {
    this.space = space;
    this.mode = mode;
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new DaemonThreads(space.name(), "eval"));
    this.shared = new SharedEvals(space, mode, threads);
  }

  /** As {@link TupleSpace#eval}. */
  public CompletableFuture<Tuple> eval(@Nullable Object... operands) {
    ActiveFields fields = ActiveFields.of(operands);
    if (mode != EvalMode.HERE && fields.isAnyActive() && !fields.isAnyHidden()) {
      return shared.eval(fields).orElseGet(() -> evalHere(fields));
    }
    return evalHere(fields);
  }

  private CompletableFuture<Tuple> evalHere(ActiveFields fields) {
    CompletableFuture<Tuple> passive = new CompletableFuture<>();
    try {
      if (fields.isAnyActive()) {
        CompletableFuture<?> unused =
            fields
                .evaluate(space, threads)
                .whenComplete((results, failure) -> end(fields, results, failure, passive));
      } else {
        threads.execute(() -> end(fields, fields.given(), null, passive));
      }
    } catch (RejectedExecutionException e) {
      passive.completeExceptionally(closed(e));
    }
    return passive;
  }

  private void end(
      ActiveFields fields,
      @Nullable Tuple results,
      @Nullable Throwable failure,
      CompletableFuture<Tuple> passive) {
    if (closed) {
      passive.completeExceptionally(closed(failure));
    } else if (failure != null || results == null) {
      putFailure(fields, failure != null ? failure : new NullPointerException(), passive);
    } else {
      put(fields, results, passive);
    }
  }

  private void put(ActiveFields fields, Tuple results, CompletableFuture<Tuple> passive) {
    try {
      space.out(results);
    } catch (TupleSpaceClosedException | OutcomeUnknownException | NotReplicatedException e) {
      passive.completeExceptionally(e); // nothing can be put, or a second tuple might be
      return;
    } catch (RuntimeException e) {
      putFailure(fields, e, passive);
      return;
    }
    passive.complete(results);
  }

  private void putFailure(
      ActiveFields fields, Throwable failure, CompletableFuture<Tuple> passive) {
    Throwable told = failure;
    try {
      space.out(EvalTuples.failed(fields.given(), EvalTuples.text(failure)));
    } catch (TupleSpaceClosedException e) {
      told = e;
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
    passive.completeExceptionally(told);
  }

  private TupleSpaceClosedException closed(@Nullable Throwable cause) {
    return new TupleSpaceClosedException("the space \"" + space.name() + "\" is closed", cause);
  }

  @Override
  public void close() {
    closed = true;
    shared.close();
    threads.shutdownNow();
  }
}
