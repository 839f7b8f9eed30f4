package org.tuplespace.examples.bench.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A client of a tuple space: fields are strings, whole numbers and bytes, and a class in a template
 * matches what is of it.
 */
public interface TupleClient extends Client {

  /** Puts a tuple. */
  void out(Object... fields) throws Exception;

  /** Puts many the best way that this system has. */
  default void outAll(List<Object[]> tuples) throws Exception {
    for (Object[] tuple : tuples) {
      out(tuple);
    }
  }

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

  @Override
  default void putAll(String key, List<byte[]> payloads) throws Exception {
    outAll(payloads.stream().map(payload -> new Object[] {key, payload}).toList());
  }

  @Override
  default void putEach(String prefix, int from, List<byte[]> payloads) throws Exception {
    List<Object[]> tuples = new ArrayList<>(payloads.size());
    for (int i = 0; i < payloads.size(); i++) {
      tuples.add(new Object[] {prefix + (from + i), payloads.get(i)});
    }
    outAll(tuples);
  }
}
