package org.tuplespace.internal;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.TupleSpaceException;

/**
 * A take or read that waits under a transaction: for the space, and for the transaction's own puts.
 *
 * <p>Whether it is served is decided by one future of the space's, which whoever serves or ends
 * this has to complete first. There are two of them in turn where an own put matched at the
 * beginning: the first asks the space once, since the space comes before own puts. While there is
 * none, it is decided here.
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
  private final boolean callerBlocks;

  /** Completes when nothing is left to be done for the transaction. */
  private final CompletableFuture<Object> settled = new CompletableFuture<>();

  // Not this, which callers may use as a lock.
  private final Object lock = new Object();

  private @Nullable Pending<List<Tuple>> inSpace;
  private boolean asksOnce;
  private boolean triesOwnPuts;
  private boolean decided;
  private boolean withdrawn;
  private @Nullable Runnable givenUp;

  /**
   * Prepares a wait.
   *
   * @param puts what a swap puts when it is served
   * @param nanos after this the result is that of no tuples; {@link Arguments#FOREVER} for never
   * @param callerBlocks whether one thread waits for this and nobody else has it
   */
  TransactionWait(
      AbstractTransaction<P> transaction,
      Request request,
      List<P> puts,
      long nanos,
      Function<List<Tuple>, R> result,
      boolean callerBlocks) {
    this.transaction = transaction;
    this.request = request;
    this.puts = puts;
    this.end = nanos == Arguments.FOREVER ? nanos : System.nanoTime() + nanos;
    this.result = result;
    this.callerBlocks = callerBlocks;
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

  // ---- asking

  /** Is over before it began. */
  void refuse(TupleSpaceException reason) {
    settled.complete("refused");
    super.completeExceptionally(reason);
  }

  /**
   * Waits in the space.
   *
   * @param once asks it only once, since something else is to be tried after that
   * @param hasPuts whether there are puts of the transaction to look at, or to serve others with,
   *     when the space has answered
   */
  void wait(boolean once, boolean hasPuts) {
    Request asked = transaction.askedBy(this, once);
    boolean wakesOne = callerBlocks && !hasPuts;
    Pending<List<Tuple>> submitted = null;
    Runnable over;
    synchronized (lock) {
      if (decided) {
        return;
      }
      over = withdrawn ? () -> super.cancel(false) : givenUp;
      if (over == null) {
        try {
          submitted = transaction.submitInSpace(asked, once ? 0 : nanosLeft(), wakesOne);
        } catch (RuntimeException e) {
          over = () -> failed(e);
        }
      }
      decided = over != null;
      inSpace = submitted;
      asksOnce = once;
      triesOwnPuts = false;
    }
    if (over != null) {
      finish(over);
    } else if (submitted != null) {
      await(submitted, once);
    }
  }

  private void await(Pending<List<Tuple>> submitted, boolean once) {
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
    Throwable failure = error == null ? null : Failures.unwrap(error);
    boolean isWithdrawn = failure instanceof CancellationException;
    if (tuples != null && !tuples.isEmpty()) {
      served(tuples);
    } else if (asksOnce() && (failure == null || isWithdrawn)) {
      tryOwnPuts();
    } else if (isWithdrawn) {
      finish(() -> super.cancel(false));
    } else if (failure != null) {
      finish(() -> failed(failure));
    } else {
      finish(() -> super.complete(result.apply(List.of())));
    }
  }

  private boolean asksOnce() {
    synchronized (lock) {
      return asksOnce;
    }
  }

  private void failed(Throwable cause) {
    boolean isEnd =
        cause instanceof TransactionEndedException || cause instanceof TupleSpaceClosedException;
    super.completeExceptionally(isEnd ? transaction.endedBy((TupleSpaceException) cause) : cause);
  }

  private void served(List<Tuple> bySpace) {
    List<Tuple> all;
    try {
      all = transaction.servedBySpace(this, bySpace);
    } catch (TransactionEndedException e) {
      finish(() -> super.completeExceptionally(e));
      return;
    }
    serve(all);
  }

  /** The space has nothing; if the own puts, too, have nothing any more, the wait goes on. */
  private void tryOwnPuts() {
    synchronized (lock) {
      inSpace = null;
      triesOwnPuts = true;
    }
    if (!transaction.serve(this)) {
      wait(false, true);
    }
  }

  // ---- the decision

  /**
   * Decides that this is served by own puts. Not before the space was asked.
   *
   * @return false if it was decided before, or will be looked at again
   */
  boolean decide() {
    Pending<List<Tuple>> current;
    synchronized (lock) {
      current = inSpace;
      if (current == null) {
        boolean first = triesOwnPuts && !decided && givenUp == null;
        decided |= first;
        return first;
      }
    }
    return current.complete(DECIDED_HERE);
  }

  /** Completes this with tuples, after {@link #decide} or the space's answer. */
  void serve(List<Tuple> tuples) {
    finish(() -> super.complete(result.apply(tuples)));
    if (!puts.isEmpty()) {
      transaction.serveWaits();
    }
  }

  /** The transaction ends, and this with it, if it was not served before. */
  void end() {
    giveUp(() -> super.completeExceptionally(transaction.endedException()));
  }

  /**
   * Ends this without a tuple, if it was not decided before.
   *
   * @return whether this decided it
   */
  private boolean giveUp(Runnable completion) {
    Pending<List<Tuple>> current;
    synchronized (lock) {
      if (decided) {
        return false;
      }
      current = inSpace;
      decided = current == null;
      givenUp =
          completion; // counts if the space was asked once, and is just answering that it has none
    }
    if (current != null && !current.complete(DECIDED_HERE)) {
      return false;
    }
    finish(completion);
    return true;
  }

  private void finish(Runnable completion) {
    transaction.remove(this);
    settled.complete("settled");
    transaction.tell(completion);
  }

  // ---- the caller gives up

  @Override
  public void withdraw() {
    Pending<List<Tuple>> current;
    synchronized (lock) {
      withdrawn = true;
      current = inSpace;
    }
    if (current != null) {
      current.withdraw();
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return giveUp(() -> super.cancel(false)) || isCancelled();
  }

  @Override
  public boolean complete(R value) {
    return giveUp(() -> super.complete(value));
  }

  @Override
  public boolean completeExceptionally(Throwable error) {
    return giveUp(() -> super.completeExceptionally(error));
  }
}
