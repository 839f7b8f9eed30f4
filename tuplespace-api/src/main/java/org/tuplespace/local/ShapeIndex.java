package org.tuplespace.local;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Items by their key under one shape. Keeps no bucket that is empty, but the one of an open shape.
 */
final class ShapeIndex<E> {

  private final Shape shape;
  private final Buckets<E> buckets = new Buckets<>();

  /** The only bucket of an open shape, which thus needs no lookup. */
  private final @Nullable Bucket<E> whole;

  ShapeIndex(Shape shape) {
    this.shape = shape;
    this.whole = shape.isOpen() ? new Bucket<>(this, new Key()) : null;
  }

  Shape shape() {
    return shape;
  }

  /** The bucket of everything, if the shape is open. */
  Bucket<E> whole() {
    return Objects.requireNonNull(whole, "this shape has many buckets");
  }

  @Nullable Bucket<E> bucketOf(Key key) {
    return whole == null ? buckets.get(key) : whole;
  }

  /** The bucket that a query of a served shape has its matches in. */
  @Nullable Bucket<E> bucketOf(Query query) {
    return whole == null ? buckets.get(query.keyUnder(shape)) : whole;
  }

  /** Lists the item, before {@code sibling} in its chain. */
  Node<E> add(Key key, E item, long order, @Nullable Node<E> sibling) {
    Bucket<E> bucket = bucketOf(key);
    if (bucket == null) {
      bucket = new Bucket<>(this, key);
      buckets.add(bucket);
    }
    Node<E> node = new Node<>(item, order, bucket, sibling);
    bucket.add(node);
    return node;
  }

  void drop(Bucket<E> bucket) {
    if (bucket != whole) {
      buckets.remove(bucket);
    }
  }

  boolean isEmpty() {
    return whole == null ? buckets.size() == 0 : whole.size() == 0;
  }

  /** How many keys there are; the open shape has always one. */
  int bucketCount() {
    return whole == null ? buckets.size() : 1;
  }

  void forEachBucket(Consumer<Bucket<E>> action) {
    if (whole == null) {
      buckets.forEach(action);
    } else {
      action.accept(whole);
    }
  }
}
