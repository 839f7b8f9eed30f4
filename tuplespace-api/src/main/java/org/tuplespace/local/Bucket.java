package org.tuplespace.local;

import org.jspecify.annotations.Nullable;

/**
 * The items under one key, linked in their order: a removal costs the same wherever the item is.
 */
final class Bucket<E> {

  final ShapeIndex<E> index;
  final Key key;
  private @Nullable Node<E> first;
  private @Nullable Node<E> last;
  private int size;

  Bucket(ShapeIndex<E> index, Key key) {
    this.index = index;
    this.key = key;
  }

  @Nullable Node<E> first() {
    return first;
  }

  int size() {
    return size;
  }

  /** Links a node at its place: almost always the last, elsewhere only if an item is put back. */
  void add(Node<E> node) {
    Node<E> after = null;
    Node<E> before = last;
    if (before != null && before.order > node.order) {
      after = first;
      while (after != null && after.order < node.order) {
        after = after.next;
      }
      before = after == null ? last : after.previous;
    }
    node.previous = before;
    node.next = after;
    if (before == null) {
      first = node;
    } else {
      before.next = node;
    }
    if (after == null) {
      last = node;
    } else {
      after.previous = node;
    }
    size++;
  }

  /** Unlinks a node, and with the last one this bucket. */
  void remove(Node<E> node) {
    Node<E> before = node.previous;
    Node<E> after = node.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    // A dead node that still points at live ones makes the garbage collector keep its successors.
    node.previous = null;
    node.next = null;
    if (--size == 0) {
      index.drop(this);
    }
  }
}
