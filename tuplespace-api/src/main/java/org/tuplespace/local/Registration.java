package org.tuplespace.local;

import org.tuplespace.Tuple;

/**
 * Someone who waits for tuples that match a query; with several queries, one of several.
 *
 * @param exact whether all tuples that are found by the key match, without a test
 */
record Registration<E>(Query query, E owner, boolean exact) {

  boolean wants(Tuple tuple) {
    return exact || query.matches(tuple);
  }
}
