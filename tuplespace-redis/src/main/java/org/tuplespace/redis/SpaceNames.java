package org.tuplespace.redis;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.redisson.api.RSet;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/** The set of the names of all spaces of a server. */
final class SpaceNames {

  private final RSet<String> names;

  SpaceNames(RedissonClient redisson) {
    this.names = redisson.getSet(SpaceKeys.SPACES, StringCodec.INSTANCE);
  }

  /** A full server does not list the space, but lets it be drained. */
  CompletableFuture<Boolean> add(String name) {
    return names
        .addAsync(name)
        .toCompletableFuture()
        .exceptionallyCompose(
            error ->
                ServerErrors.isOutOfMemory(ServerErrors.unwrap(error))
                    ? CompletableFuture.completedFuture(false)
                    : CompletableFuture.failedFuture(error));
  }

  CompletableFuture<?> remove(String name) {
    return names.removeAsync(name).toCompletableFuture();
  }

  /** All of them, in alphabetical order. */
  Set<String> all() {
    return new TreeSet<>(names.readAll());
  }
}
