package org.tuplespace.local;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tuples of one arity, listed under every shape that templates ask by.
 *
 * <p>A shape is built when it is first asked for. Beyond {@link #MAX_SHAPES}, a query uses the best
 * shape there is and tests the rest. Shapes long unused are dropped: each costs every put and take.
 */
final class ArityIndex {

  /**
   * How many shapes there are at most; the open one, under which all tuples are, is one of them.
   */
  static final int MAX_SHAPES = 16;

  /** Lookups, by any shape, after which an unused shape may go. */
  static final int PATIENCE = 10_000;

  /** A shape of many tuples stays longer, so that building it again is paid for by the lookups. */
  private static final int PATIENCE_PER_TUPLE = 10;

  private static final int LOOKUPS_BETWEEN_CHECKS = 4096;

  private final UsedShape open;
  private final Bucket<StoredTuple> all;
  private final List<UsedShape> shapes = new ArrayList<>();
  private long lookups;

  private static final class UsedShape {
    final ShapeIndex<StoredTuple> index;
    long lastUse;

    UsedShape(Shape shape) {
      this.index = new ShapeIndex<>(shape);
    }
  }

  ArityIndex(int arity) {
    this.open = new UsedShape(Shape.open(arity));
    this.all = open.index.whole();
    shapes.add(open);
  }

  int size() {
    return all.size();
  }

  /** The shapes in use, the open one first. */
  List<Shape> shapes() {
    return shapes.stream().map(each -> each.index.shape()).toList();
  }

  int bucketCount() {
    return shapes.stream().mapToInt(each -> each.index.bucketCount()).sum() - 1;
  }

  void add(StoredTuple stored) {
    for (int i = 0; i < shapes.size(); i++) {
      list(stored, shapes.get(i).index);
    }
  }

  private static void list(StoredTuple stored, ShapeIndex<StoredTuple> index) {
    Key key = index.shape().keyOf(stored.tuple);
    if (key != null) {
      stored.listings = index.add(key, stored, stored.order, stored.listings);
    }
  }

  void addTo(List<StoredTuple> list) {
    for (Node<StoredTuple> node = all.first(); node != null; node = node.next) {
      list.add(node.item);
    }
  }

  void remove(StoredTuple stored) {
    for (Node<StoredTuple> node = stored.listings; node != null; node = node.sibling) {
      node.bucket.remove(node);
    }
    stored.listings = null;
  }

  Candidates candidates(Query query) {
    if (++lookups % LOOKUPS_BETWEEN_CHECKS == 0) {
      dropIdleShapes();
    }
    UsedShape own = ofShape(query.shape());
    if (own == null) {
      own = build(query.shape());
    }
    if (own != null) {
      own.lastUse = lookups;
      ShapeIndex<StoredTuple> index = own.index;
      return new Candidates(query, index.bucketOf(query), query.isDecidedBy(index.shape()));
    }
    return new Candidates(query, smallestBucket(query), false);
  }

  private @Nullable UsedShape ofShape(Shape shape) {
    for (int i = 0; i < shapes.size(); i++) {
      UsedShape each = shapes.get(i);
      if (each.index.shape().equals(shape)) {
        return each;
      }
    }
    return null;
  }

  /** Null if there are too many shapes already. */
  private @Nullable UsedShape build(Shape shape) {
    dropIdleShapes();
    if (shapes.size() >= MAX_SHAPES) {
      return null;
    }
    UsedShape built = new UsedShape(shape);
    shapes.add(built);
    for (Node<StoredTuple> node = all.first(); node != null; node = node.next) {
      list(node.item, built.index);
    }
    return built;
  }

  /** The fewest tuples to test, under any shape that has a key for the query. */
  private @Nullable Bucket<StoredTuple> smallestBucket(Query query) {
    UsedShape best = open;
    Bucket<StoredTuple> smallest = all;
    for (UsedShape each : shapes) {
      if (each != open && each.index.shape().serves(query.shape())) {
        Bucket<StoredTuple> bucket = each.index.bucketOf(query);
        if (sizeOf(bucket) < sizeOf(smallest)) {
          best = each;
          smallest = bucket;
        }
      }
    }
    best.lastUse = lookups;
    return smallest;
  }

  private static int sizeOf(@Nullable Bucket<StoredTuple> bucket) {
    return bucket == null ? 0 : bucket.size();
  }

  private void dropIdleShapes() {
    long patience = Math.max(PATIENCE, (long) PATIENCE_PER_TUPLE * size());
    for (int i = shapes.size() - 1; i > 0; i--) {
      UsedShape each = shapes.get(i);
      if (lookups - each.lastUse > patience) {
        shapes.remove(i);
        unlist(each.index);
      }
    }
  }

  private void unlist(ShapeIndex<StoredTuple> dropped) {
    for (Node<StoredTuple> each = all.first(); each != null; each = each.next) {
      Node<StoredTuple> kept = null;
      Node<StoredTuple> node = each.item.listings;
      while (node != null) {
        Node<StoredTuple> sibling = node.sibling;
        if (node.bucket.index != dropped) {
          node.sibling = kept;
          kept = node;
        }
        node = sibling;
      }
      each.item.listings = kept;
    }
  }
}
