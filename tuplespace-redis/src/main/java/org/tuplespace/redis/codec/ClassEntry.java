package org.tuplespace.redis.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * What is stored of the class of a typed object.
 *
 * @param name of the class
 * @param bytes an array of the name and those of the supertypes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClassEntry(String name, byte[] bytes) {

  /** The name, then those of the supertypes. */
  List<String> names() {
    Input in = new Input(bytes);
    int n = in.arrayLength();
    List<String> names = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      names.add(in.string());
    }
    return names;
  }
}
