package org.tuplespace.local;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.internal.Pending;
import org.tuplespace.internal.Request;

/**
 * What the caller of a request sees of it.
 *
 * <p>Whether a wait ends with a tuple or is given up is decided once, under the lock of the space.
 * Whoever cancels this, or completes it from outside as a timeout of {@link #orTimeout} does, must
 * first withdraw the waiter; if that comes too late, this completes with what was served instead.
 * So a tuple is never taken by a future that doesn't have it, and a swap never done by half.
 */
final class WaiterFuture<R> extends Pending<R> {

  private final Waiter waiter;
  private final Function<List<Tuple>, R> result;
  private final Executor executor;
  private final Predicate<Waiter> withdrawal;

  /** Completes this as was decided; idempotent. Set under the lock. */
  private volatile @Nullable Runnable settlement;

  /**
   * @param executor where this completes, and with it what depends on it
   * @param withdrawal ends the wait if it goes on; whether it ended without an answer
   */
  WaiterFuture(
      Request request,
      Function<List<Tuple>, R> result,
      Executor executor,
      Predicate<Waiter> withdrawal) {
    this.waiter = new Waiter(request, this);
    this.result = result;
    this.executor = executor;
    this.withdrawal = withdrawal;
  }

  Waiter waiter() {
    return waiter;
  }

  void answer(List<Tuple> tuples) {
    settle(() -> completeAsDecided(result.apply(tuples)));
  }

  void answerAtOnce(List<Tuple> tuples) {
    completeAsDecided(result.apply(tuples));
  }

  void failAtOnce(TupleSpaceException reason) {
    failAsDecided(reason);
  }

  void fail(TupleSpaceException reason) {
    settle(() -> failAsDecided(reason));
  }

  private void settle(Runnable decided) {
    settlement = decided;
    executor.execute(decided);
  }

  private boolean completeAsDecided(R value) {
    return super.complete(value);
  }

  private boolean failAsDecided(Throwable failure) {
    return super.completeExceptionally(failure);
  }

  /** False, with this complete as was decided, if the wait had ended with an answer. */
  private boolean withdrawn() {
    if (withdrawal.test(waiter)) {
      return true;
    }
    Runnable decided = settlement;
    if (decided != null) {
      decided.run();
    }
    return false;
  }

  @Override
  public void withdraw() {
    cancel(false);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return withdrawn() ? super.cancel(mayInterruptIfRunning) : isCancelled();
  }

  @Override
  public boolean complete(R value) {
    return withdrawn() && super.complete(value);
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    return withdrawn() && super.completeExceptionally(failure);
  }
}
