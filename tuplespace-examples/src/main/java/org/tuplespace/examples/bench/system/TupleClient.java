package org.tuplespace.examples.bench.system;

import java.util.Optional;

/**
 * A client of a tuple space: fields are strings, whole numbers and bytes, and a class in a template
 * matches what is of it.
 */
public interface TupleClient extends Client {

  /** Puts a tuple. */
  void out(Object... fields) throws Exception;

  /** Takes a match, and waits while there is none. */
  Object[] in(Object... template) throws Exception;

  /** Takes a match if there is one. */
  Optional<Object[]> inp(Object... template) throws Exception;

  /** Reads a match, and waits while there is none. */
  Object[] rd(Object... template) throws Exception;

  /** Reads a match if there is one. */
  Optional<Object[]> rdp(Object... template) throws Exception;

  @Override
  default void put(String key, byte[] payload) throws Exception {
    out(key, payload);
  }

  @Override
  default byte[] take(String key) throws Exception {
    return (byte[]) in(key, byte[].class)[1];
  }
}
