package org.tuplespace.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The result of an operation that may have to wait, to be withdrawn if the caller gives up. */
public abstract class Pending<R extends @Nullable Object> extends CompletableFuture<R> {

  /**
   * Gives the operation up unless it was served. Soon after, in bounded time, this is complete:
   * with the result if it was served before, cancelled if it was not, and exceptionally if neither
   * can be told.
   */
  public abstract void withdraw();

  /** By way of {@link #complete}, which the inherited method would go round. */
  @Override
  public Pending<R> completeAsync(Supplier<? extends R> supplier, Executor executor) {
    executor.execute(
        () -> {
          try {
            complete(supplier.get());
          } catch (RuntimeException e) {
            completeExceptionally(e);
          }
        });
    return this;
  }

  @Override
  public Pending<R> completeAsync(Supplier<? extends R> supplier) {
    return completeAsync(supplier, defaultExecutor());
  }
}
