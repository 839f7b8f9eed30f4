package org.tuplespace.local;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;

/** Those who wait for tuples, found by the tuple. */
final class WaitingIndex<E> {

  private final ByArity<WaitingShapes<E>> arities = new ByArity<>(WaitingShapes::new);
  private int size;

  /**
   * Registers {@code owner} under each of its queries.
   *
   * @param order who comes first is served first
   * @return the chain of registrations, for {@link #remove}
   */
  Node<Registration<E>> add(List<Query> queries, E owner, long order) {
    Node<Registration<E>> chain = null;
    for (Query query : queries) {
      chain = arities.getOrMake(query.arity()).add(query, owner, order, chain);
    }
    size++;
    if (chain == null) {
      throw new IllegalArgumentException("there is no query to wait for");
    }
    return chain;
  }

  void remove(@Nullable Node<Registration<E>> chain) {
    for (Node<Registration<E>> node = chain; node != null; node = node.sibling) {
      arities.getOrMake(node.item.query().arity()).remove(node);
    }
    size--;
  }

  /** How many wait; one with several queries counts once. */
  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  @Nullable E longestWaiting(Tuple tuple) {
    WaitingShapes<E> shapes = size == 0 ? null : arities.get(tuple.arity());
    return shapes == null ? null : shapes.longestWaiting(tuple);
  }

  /**
   * All who wait for such a tuple; one who does so by several queries may be there several times.
   */
  List<E> all(Tuple tuple) {
    WaitingShapes<E> shapes = size == 0 ? null : arities.get(tuple.arity());
    if (shapes == null) {
      return List.of();
    }
    List<E> waiting = new ArrayList<>();
    shapes.collect(tuple, waiting);
    return waiting;
  }

  /** Everyone who waits, by each of its queries. */
  List<E> everyone() {
    List<E> everyone = new ArrayList<>();
    Consumer<E> add = everyone::add;
    arities.all().forEach(shapes -> shapes.forEach(add));
    return everyone;
  }

  /** How many shapes are waited under, over all arities. */
  int shapeCount() {
    return arities.all().stream().mapToInt(WaitingShapes::shapeCount).sum();
  }
}
