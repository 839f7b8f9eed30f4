package org.tuplespace.redis;

import java.util.ArrayList;
import java.util.List;
import org.redisson.api.RedissonClient;

/** Removes the keys of a space that was marked as dropped. */
final class SpaceRemoval {

  private static final int BATCH = 500;

  private SpaceRemoval() {}

  /** Removes all keys but the trace that says it was dropped; the meta key, which bars others, last. */
  static void removeKeys(RedissonClient redisson, SpaceKeys keys) {
    List<String> batch = new ArrayList<>(BATCH);
    for (String key : redisson.getKeys().getKeysByPattern(keys.pattern(), BATCH)) {
      if (!key.equals(keys.meta()) && !keys.isTraceOfDrop(key)) {
        batch.add(key);
      }
      if (batch.size() == BATCH) {
        redisson.getKeys().unlink(batch.toArray(String[]::new));
        batch.clear();
      }
    }
    batch.add(keys.meta());
    redisson.getKeys().unlink(batch.toArray(String[]::new));
  }
}
