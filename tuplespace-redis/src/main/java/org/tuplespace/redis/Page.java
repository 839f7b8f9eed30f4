package org.tuplespace.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;

/**
 * Some tuples that were read together.
 *
 * @param more asks for those that come next, before any other page; null if there are none
 */
record Page(List<Tuple> tuples, @Nullable Supplier<CompletableFuture<Page>> more) {

  boolean hasRest() {
    return more != null;
  }

  CompletableFuture<Page> rest() {
    if (more == null) {
      throw new IllegalStateException("a page without a rest");
    }
    return more.get();
  }
}
