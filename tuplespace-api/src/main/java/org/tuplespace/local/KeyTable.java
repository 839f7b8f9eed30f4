package org.tuplespace.local;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Buckets by their key, in one array, beside another with the hashes of the keys: whether a key is
 * there is seen in that one mostly, without a look at any bucket.
 */
final class KeyTable<E> {

  private static final int FEWEST_SLOTS = 8;

  /** How much of the slots is in use at most; more, and what is absent is looked for too long. */
  private static final double MAX_LOAD = 0.6;

  /** Of the bucket in the same slot; 0, which no key has, where there is none. */
  private int[] hashes = new int[FEWEST_SLOTS];

  private @Nullable Bucket<E>[] buckets = newBuckets(FEWEST_SLOTS);
  private int size;

  @SuppressWarnings("unchecked") // an array of the erasure, which never leaves this class
  private static <E> @Nullable Bucket<E>[] newBuckets(int slots) {
    return (Bucket<E>[]) new Bucket<?>[slots];
  }

  int size() {
    return size;
  }

  @Nullable Bucket<E> get(Key key) {
    int hash = key.hashCode();
    for (int slot = home(hash); hashes[slot] != 0; slot = next(slot)) {
      if (hashes[slot] == hash) {
        Bucket<E> bucket = buckets[slot];
        if (bucket != null && bucket.key.equals(key)) {
          return bucket;
        }
      }
    }
    return null;
  }

  /** Adds a bucket of a key that none here has. */
  void add(Bucket<E> bucket) {
    if (size >= (int) (MAX_LOAD * hashes.length)) {
      grow();
    }
    place(bucket.key.hashCode(), bucket);
    size++;
  }

  private void grow() {
    int[] oldHashes = hashes;
    @Nullable Bucket<E>[] old = buckets;
    hashes = new int[2 * old.length];
    buckets = newBuckets(2 * old.length);
    for (int slot = 0; slot < old.length; slot++) {
      if (oldHashes[slot] != 0) {
        place(oldHashes[slot], old[slot]);
      }
    }
  }

  private void place(int hash, @Nullable Bucket<E> bucket) {
    int slot = home(hash);
    while (hashes[slot] != 0) {
      slot = next(slot);
    }
    hashes[slot] = hash;
    buckets[slot] = bucket;
  }

  /** Whether the bucket was there. */
  boolean remove(Bucket<E> bucket) {
    int slot = home(bucket.key.hashCode());
    while (buckets[slot] != bucket) {
      if (hashes[slot] == 0) {
        return false;
      }
      slot = next(slot);
    }
    close(slot);
    size--;
    return true;
  }

  /** Empties a slot, and moves up those that had found theirs, or a better one, in use. */
  private void close(int emptied) {
    int gap = emptied;
    for (int slot = next(gap); hashes[slot] != 0; slot = next(slot)) {
      if (distance(home(hashes[slot]), slot) >= distance(gap, slot)) {
        hashes[gap] = hashes[slot];
        buckets[gap] = buckets[slot];
        gap = slot;
      }
    }
    hashes[gap] = 0;
    buckets[gap] = null;
  }

  void forEach(Consumer<Bucket<E>> action) {
    for (Bucket<E> bucket : buckets) {
      if (bucket != null) {
        action.accept(bucket);
      }
    }
  }

  /** Where a key of this hash is looked for first. */
  private int home(int hash) {
    return hash & (hashes.length - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (hashes.length - 1);
  }

  private int distance(int from, int to) {
    return (to - from) & (hashes.length - 1);
  }
}
