package org.tuplespace.local;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;

/**
 * Those who wait for tuples of one arity, each listed under the one shape of its query, so that a
 * tuple finds them with one lookup per waiting shape. A shape that no one waits under is dropped.
 */
final class WaitingShapes<E> {

  private final Shape open;
  private final List<ShapeIndex<Registration<E>>> shapes = new ArrayList<>();

  WaitingShapes(int arity) {
    this.open = Shape.open(arity);
  }

  /**
   * Registers {@code owner}, and returns the new head of the chain that began with {@code chain}.
   */
  Node<Registration<E>> add(
      Query query, E owner, long order, @Nullable Node<Registration<E>> chain) {
    ShapeIndex<Registration<E>> index = indexFor(query.shape());
    Registration<E> registration =
        new Registration<>(query, owner, query.isDecidedBy(index.shape()));
    return index.add(query.keyUnder(index.shape()), registration, order, chain);
  }

  private ShapeIndex<Registration<E>> indexFor(Shape shape) {
    ShapeIndex<Registration<E>> best = null;
    for (ShapeIndex<Registration<E>> each : shapes) {
      if (each.shape().equals(shape)) {
        return each;
      }
      if (each.shape().serves(shape)
          && (best == null || each.shape().selectivity() > best.shape().selectivity())) {
        best = each;
      }
    }
    // The last free place is the open shape's, which serves every query.
    if (shapes.size() < ArityIndex.MAX_SHAPES - 1) {
      return make(shape);
    }
    return best == null ? make(open) : best;
  }

  private ShapeIndex<Registration<E>> make(Shape shape) {
    ShapeIndex<Registration<E>> index = new ShapeIndex<>(shape);
    shapes.add(index);
    return index;
  }

  void remove(Node<Registration<E>> node) {
    node.bucket.remove(node);
    if (node.bucket.index.isEmpty()) {
      shapes.remove(node.bucket.index);
    }
  }

  /** The one who waits longest for such a tuple. */
  @Nullable E longestWaiting(Tuple tuple) {
    Node<Registration<E>> longest = null;
    for (int i = 0; i < shapes.size(); i++) {
      Node<Registration<E>> node = firstUnder(shapes.get(i), tuple);
      while (node != null && (longest == null || node.order < longest.order)) {
        if (node.item.wants(tuple)) {
          longest = node;
        }
        node = node.next;
      }
    }
    return longest == null ? null : longest.item.owner();
  }

  /** Adds all who wait for such a tuple; one who does so by several queries, several times. */
  void collect(Tuple tuple, List<E> waiting) {
    for (int i = 0; i < shapes.size(); i++) {
      Node<Registration<E>> node = firstUnder(shapes.get(i), tuple);
      for (; node != null; node = node.next) {
        if (node.item.wants(tuple)) {
          waiting.add(node.item.owner());
        }
      }
    }
  }

  private static <E> @Nullable Node<Registration<E>> firstUnder(
      ShapeIndex<Registration<E>> index, Tuple tuple) {
    Key key = index.shape().keyOf(tuple);
    Bucket<Registration<E>> bucket = key == null ? null : index.bucketOf(key);
    return bucket == null ? null : bucket.first();
  }

  void forEach(Consumer<E> action) {
    for (ShapeIndex<Registration<E>> index : shapes) {
      index.forEachBucket(
          bucket -> {
            for (Node<Registration<E>> node = bucket.first(); node != null; node = node.next) {
              action.accept(node.item.owner());
            }
          });
    }
  }

  int shapeCount() {
    return shapes.size();
  }
}
