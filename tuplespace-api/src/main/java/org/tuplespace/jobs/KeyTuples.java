package org.tuplespace.jobs;

import static org.tuplespace.Match.any;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

/** The tuples that say which keys are in use in a queue. */
final class KeyTuples {

  private static final String KEYS = "keys";
  private static final String LOCK = "lock";
  private static final String KEY = "key";
  private static final String UNKEY = "unkey";

  private final String queue;

  KeyTuples(String queue) {
    this.queue = queue;
  }

  /** Names the lock of the keys; the oldest counts. */
  Tuple keys(String lock) {
    return Tuple.of(queue, KEYS, lock);
  }

  Template keys() {
    return Template.of(queue, KEYS, any());
  }

  /** Who has it under a transaction may look for keys and put some. */
  Tuple lock(String name) {
    return Tuple.of(queue, LOCK, name);
  }

  /** The job of this id has the key, until there is its {@link #unkey}. */
  Tuple key(String key, String id, @Nullable Instant expires) {
    return Tuple.of(queue, KEY, key, id, expires);
  }

  /** Who has the key. */
  Template holders(String key) {
    return Template.of(queue, KEY, key, any(), any());
  }

  Template holder(String key, String id) {
    return Template.of(queue, KEY, key, id, any());
  }

  /** The job of this id has ended, and lets go of the key. */
  Tuple unkey(String key, String id) {
    return Tuple.of(queue, UNKEY, key, id);
  }

  Template unkeys() {
    return Template.of(queue, UNKEY, any(), any());
  }
}
