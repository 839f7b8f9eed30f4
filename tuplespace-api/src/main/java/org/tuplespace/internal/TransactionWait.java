package org.tuplespace.internal;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;
import org.tuplespace.TransactionEndedException;

/**
 * A take or read that waits under a transaction: for the space, and for the transaction's own puts.
 *
 * <p>Whether it is served is decided by one future of the space's, which whoever serves or ends
 * this has to complete first. There are two of them in turn where an own put matched at the
 * beginning: the first asks the space once, since the space comes before own puts.
 *
 * @param <P> what the space makes of a tuple that is put
 */
final class TransactionWait<R extends @Nullable Object, P extends Put> extends Pending<R> {

  /** Completes the space's future where what was decided is not the space's to tell. */
  private static final List<Tuple> DECIDED_HERE = List.of(Tuple.of("decided here"));

  private final AbstractTransaction<P> transaction;
  private final Request request;
  private final List<P> puts;
  private final long end;
  private final Function<List<Tuple>, R> result;

  /** Completes when nothing is left to be done for the transaction. */
  private final CompletableFuture<Object> settled = new CompletableFuture<>();

  private @Nullable Pending<List<Tuple>> inSpace;
  private boolean asksOnce;
  private boolean withdrawn;
  private @Nullable TransactionEndedException ended;

  /**
   * Prepares a wait.
   *
   * @param puts what a swap puts when it is served
   * @param nanos after this the result is that of no tuples; {@link Arguments#FOREVER} for never
   */
  TransactionWait(
      AbstractTransaction<P> transaction,
      Request request,
      List<P> puts,
      long nanos,
      Function<List<Tuple>, R> result) {
    this.transaction = transaction;
    this.request = request;
    this.puts = puts;
    this.end = nanos == Arguments.FOREVER ? nanos : System.nanoTime() + nanos;
    this.result = result;
  }

  Request request() {
    return request;
  }

  List<P> puts() {
    return puts;
  }

  CompletableFuture<Object> settled() {
    return settled;
  }

  /** Waits in the space; asks it only once, if something else is to be tried after that. */
  void wait(boolean once) {
    Request asked = transaction.askedBy(this, once);
    Pending<List<Tuple>> submitted;
    synchronized (this) {
      if (withdrawn || ended != null) {
        submitted = null;
      } else {
        try {
          submitted = transaction.submitInSpace(asked, once ? 0 : nanosLeft());
        } catch (RuntimeException e) {
          finish(() -> super.completeExceptionally(e));
          throw e;
        }
        inSpace = submitted;
        asksOnce = once;
      }
    }
    if (submitted == null) {
      finish(ended == null ? () -> super.cancel(false) : () -> super.completeExceptionally(ended));
      return;
    }
    submitted.whenComplete(
        (tuples, error) -> {
          if (tuples != DECIDED_HERE) {
            spaceAnswered(tuples, error);
          }
        });
    if (!once) {
      transaction.serveWaits(); // something may have been put before there was anything to decide
    }
  }

  private long nanosLeft() {
    return end == Arguments.FOREVER ? end : Math.max(end - System.nanoTime(), 0);
  }

  private void spaceAnswered(@Nullable List<Tuple> tuples, @Nullable Throwable error) {
    if (tuples == null) {
      Throwable cause = error instanceof CompletionException ? Failures.unwrap(error) : error;
      if (cause == null || cause instanceof CancellationException) {
        finish(() -> super.cancel(false));
      } else {
        finish(() -> super.completeExceptionally(cause));
      }
    } else if (!tuples.isEmpty()) {
      served(tuples);
    } else if (asksOnce) {
      tryOwnPuts();
    } else {
      finish(() -> super.complete(result.apply(List.of())));
    }
  }

  private void served(List<Tuple> bySpace) {
    try {
      List<Tuple> all = transaction.servedBySpace(this, bySpace);
      finish(() -> super.complete(result.apply(all)));
    } catch (TransactionEndedException e) {
      finish(() -> super.completeExceptionally(e));
      return;
    }
    transaction.serveWaits();
  }

  /** The space has nothing; if the own puts, too, have nothing any more, the wait goes on. */
  private void tryOwnPuts() {
    List<Tuple> own = transaction.serveFromOwnPuts(this, () -> true);
    if (!own.isEmpty()) {
      finish(() -> super.complete(result.apply(own)));
      transaction.serveWaits();
    } else {
      wait(false);
    }
  }

  /**
   * Decides that this is served otherwise than by the space.
   *
   * @return false if it was decided before
   */
  boolean decide() {
    Pending<List<Tuple>> current = current();
    return current != null && current.complete(DECIDED_HERE);
  }

  /** Completes this with own puts, after {@link #decide}. */
  void serve(List<Tuple> own) {
    finish(() -> super.complete(result.apply(own)));
  }

  /** The transaction ends, and this with it, if it was not served before. */
  void end(TransactionEndedException how) {
    Pending<List<Tuple>> current;
    synchronized (this) {
      ended = how;
      current = inSpace;
    }
    if (current != null) {
      current.completeExceptionally(how);
    }
  }

  private void finish(Runnable completion) {
    transaction.remove(this);
    settled.complete("settled");
    completion.run();
  }

  private synchronized @Nullable Pending<List<Tuple>> current() {
    return inSpace;
  }

  // ---- the caller gives up

  private synchronized @Nullable Pending<List<Tuple>> givenUp() {
    withdrawn = true;
    return inSpace;
  }

  @Override
  public void withdraw() {
    Pending<List<Tuple>> current = givenUp();
    if (current != null) {
      current.withdraw();
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    Pending<List<Tuple>> current = givenUp();
    if (current != null) {
      current.cancel(false);
    }
    return isCancelled();
  }

  @Override
  public boolean complete(R value) {
    if (!decide()) {
      return false;
    }
    finish(() -> super.complete(value));
    return true;
  }

  @Override
  public boolean completeExceptionally(Throwable error) {
    if (!decide()) {
      return false;
    }
    finish(() -> super.completeExceptionally(error));
    return true;
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
