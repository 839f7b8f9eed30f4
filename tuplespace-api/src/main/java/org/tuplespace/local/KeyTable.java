package org.tuplespace.local;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Buckets by their key, in groups of slots: each is in the group that its hash says, or if that was
 * full, in the next that was not.
 *
 * <p>That a key is not here is mostly seen in the {@link Tags} of one group alone, which costs one
 * access to memory however many there are.
 */
final class KeyTable<E> {

  /** How much of the slots is in use at most, so that next to no group is full. */
  private static final double MAX_LOAD = 0.6;

  /** Of each group. */
  private long[] tags;

  private int[] hashes;
  private @Nullable Bucket<E>[] buckets;
  private int size;

  /** How many slots are marked as {@link Tags#GONE}, and so keep their group full. */
  private int gone;

  KeyTable() {
    this(1);
  }

  private KeyTable(int groups) {
    tags = new long[groups];
    hashes = new int[groups * Tags.PER_WORD];
    buckets = newBuckets(groups * Tags.PER_WORD);
  }

  @SuppressWarnings("unchecked") // an array of the erasure, which never leaves this class
  private static <E> @Nullable Bucket<E>[] newBuckets(int slots) {
    return (Bucket<E>[]) new Bucket<?>[slots];
  }

  int size() {
    return size;
  }

  @Nullable Bucket<E> get(Key key) {
    int hash = key.hashCode();
    int tag = Tags.of(hash);
    int group = home(hash);
    while (true) {
      long word = tags[group];
      for (long found = Tags.equalTo(tag, word); found != 0; found = Tags.rest(found)) {
        int slot = group * Tags.PER_WORD + Tags.first(found);
        Bucket<E> bucket = hashes[slot] == hash ? buckets[slot] : null;
        if (bucket != null && bucket.key.equals(key)) {
          return bucket;
        }
      }
      if (Tags.anyNeverUsed(word)) {
        return null;
      }
      group = next(group);
    }
  }

  /** Adds a bucket of a key that none here has. */
  void add(Bucket<E> bucket) {
    int most = (int) (MAX_LOAD * buckets.length);
    if (size + gone >= most) {
      rebuild(size > most / 2 ? 2 * tags.length : tags.length);
    }
    place(bucket.key.hashCode(), bucket);
  }

  private void rebuild(int groups) {
    KeyTable<E> built = new KeyTable<>(groups);
    for (int slot = 0; slot < buckets.length; slot++) {
      Bucket<E> bucket = buckets[slot];
      if (bucket != null) {
        built.place(hashes[slot], bucket);
      }
    }
    tags = built.tags;
    hashes = built.hashes;
    buckets = built.buckets;
    gone = 0;
  }

  private void place(int hash, Bucket<E> bucket) {
    int group = home(hash);
    while (Tags.free(tags[group]) == 0) {
      group = next(group);
    }
    int place = Tags.first(Tags.free(tags[group]));
    if (Tags.get(tags[group], place) == Tags.GONE) {
      gone--;
    }
    tags[group] = Tags.with(tags[group], place, Tags.of(hash));
    hashes[group * Tags.PER_WORD + place] = hash;
    buckets[group * Tags.PER_WORD + place] = bucket;
    size++;
  }

  /** Whether the bucket was there. */
  boolean remove(Bucket<E> bucket) {
    int hash = bucket.key.hashCode();
    int tag = Tags.of(hash);
    int group = home(hash);
    while (true) {
      long word = tags[group];
      for (long found = Tags.equalTo(tag, word); found != 0; found = Tags.rest(found)) {
        int place = Tags.first(found);
        if (buckets[group * Tags.PER_WORD + place] == bucket) {
          empty(group, place);
          return true;
        }
      }
      if (Tags.anyNeverUsed(word)) {
        return false;
      }
      group = next(group);
    }
  }

  /** Empties a slot. If its group was full, others may be beyond it, and have to be found still. */
  private void empty(int group, int place) {
    boolean wasFull = !Tags.anyNeverUsed(tags[group]);
    tags[group] = Tags.with(tags[group], place, wasFull ? Tags.GONE : Tags.NEVER_USED);
    buckets[group * Tags.PER_WORD + place] = null;
    size--;
    if (wasFull) {
      gone++;
    }
  }

  void forEach(Consumer<Bucket<E>> action) {
    for (Bucket<E> bucket : buckets) {
      if (bucket != null) {
        action.accept(bucket);
      }
    }
  }

  private int home(int hash) {
    return hash & (tags.length - 1);
  }

  private int next(int group) {
    return (group + 1) & (tags.length - 1);
  }
}
