package org.tuplespace.internal;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The result of an operation that may have to wait, to be withdrawn if the caller gives up. */
public abstract class Pending<R extends @Nullable Object> extends CompletableFuture<R> {

  /**
   * Gives the operation up unless it was served. Soon after, in bounded time, this is complete:
   * with the result if it was served before, cancelled if it was not, and exceptionally if neither
   * can be told.
   */
  public abstract void withdraw();
}
