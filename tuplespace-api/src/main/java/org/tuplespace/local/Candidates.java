package org.tuplespace.local;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tuples among which a query has its matches, oldest first: exactly these, or with others that
 * each have to be tested.
 */
final class Candidates {

  private final Query query;
  private final @Nullable Bucket<StoredTuple> bucket;
  private final boolean exact;

  Candidates(Query query, @Nullable Bucket<StoredTuple> bucket, boolean exact) {
    this.query = query;
    this.bucket = bucket;
    this.exact = exact;
  }

  /** How many tuples there are, matching or to be tested. */
  int size() {
    return bucket == null ? 0 : bucket.size();
  }

  @Nullable StoredTuple oldest() {
    Node<StoredTuple> node = firstMatch(bucket == null ? null : bucket.first());
    return node == null ? null : node.item;
  }

  /** The oldest matches, at most {@code max}. */
  List<StoredTuple> oldest(int max) {
    List<StoredTuple> found = new ArrayList<>();
    Node<StoredTuple> node = firstMatch(bucket == null ? null : bucket.first());
    while (node != null && found.size() < max) {
      found.add(node.item);
      node = firstMatch(node.next);
    }
    return found;
  }

  /** How many match. */
  long count() {
    if (exact) {
      return size();
    }
    long count = 0;
    Node<StoredTuple> node = firstMatch(bucket == null ? null : bucket.first());
    while (node != null) {
      count++;
      node = firstMatch(node.next);
    }
    return count;
  }

  private @Nullable Node<StoredTuple> firstMatch(@Nullable Node<StoredTuple> from) {
    Node<StoredTuple> node = from;
    while (node != null && !exact && !query.matches(node.item.tuple)) {
      node = node.next;
    }
    return node;
  }
}
