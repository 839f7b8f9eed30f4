package org.tuplespace.redis;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Pages of tuples, one behind the other; used by one thread. */
interface Pages {

  /** Asks for the next page; null if there are no more. */
  @Nullable CompletableFuture<Page> next();
}
