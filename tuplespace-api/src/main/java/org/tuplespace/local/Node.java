package org.tuplespace.local;

import org.jspecify.annotations.Nullable;

/**
 * One listing of an item, in the bucket of its key. An item that is listed under several shapes
 * chains its listings by {@link #sibling}, so that all can be found and removed with it.
 */
final class Node<E> {

  final E item;
  final long order;
  final Bucket<E> bucket;
  @Nullable Node<E> sibling;
  @Nullable Node<E> previous;
  @Nullable Node<E> next;

  Node(E item, long order, Bucket<E> bucket, @Nullable Node<E> sibling) {
    this.item = item;
    this.order = order;
    this.bucket = bucket;
    this.sibling = sibling;
  }
}
