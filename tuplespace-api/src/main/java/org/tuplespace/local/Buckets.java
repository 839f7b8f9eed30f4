package org.tuplespace.local;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Buckets by their key: new ones in a small table, from where they settle in a large one, together,
 * when they have become {@link #MOST_RECENT}.
 *
 * <p>What is put is often taken soon after. As long as it is, nothing is written to the large
 * table, however much is in it: its places are all over the memory, and the garbage collector would
 * have to look after each that was written to.
 */
final class Buckets<E> {

  static final int MOST_RECENT = 300;

  private KeyTable<E> recent = new KeyTable<>();

  /** Null as long as there have been few. */
  private @Nullable KeyTable<E> settled;

  @Nullable Bucket<E> get(Key key) {
    Bucket<E> bucket = recent.get(key);
    return bucket == null && settled != null ? settled.get(key) : bucket;
  }

  /** Adds a bucket of a key that none here has. */
  void add(Bucket<E> bucket) {
    if (recent.size() == MOST_RECENT) {
      settle();
    }
    recent.add(bucket);
  }

  private void settle() {
    if (settled == null) {
      settled = recent;
    } else {
      recent.forEach(settled::add);
    }
    recent = new KeyTable<>();
  }

  void remove(Bucket<E> bucket) {
    if (!recent.remove(bucket) && settled != null && settled.remove(bucket)) {
      settled = settled.size() == 0 ? null : settled;
    }
  }

  int size() {
    return recent.size() + (settled == null ? 0 : settled.size());
  }

  void forEach(Consumer<Bucket<E>> action) {
    recent.forEach(action);
    if (settled != null) {
      settled.forEach(action);
    }
  }
}
