package org.tuplespace.redis.gateway;

import org.tuplespace.Tuple;

/** The layout of what is sent, which is that of C structs on a 32-bit PC: little-endian. */
final class WireFormat {

  static final int INT_BYTES = 4;

  /** The number of elements, and that of the bytes of their strings. */
  static final int HEADER_BYTES = 8;

  /** A tag, and 8 bytes that mean what the tag says. */
  static final int ELEMENT_BYTES = 12;

  static final int INT = 'i';
  static final int REAL = 'd';
  static final int TEXT = 's';
  static final int WILDCARD = '?';
  static final int NESTED = 't';

  /** In place of a tuple, where there is none. */
  static final int NO_TUPLE = -1;

  private WireFormat() {}

  /**
   * Checks a number of elements.
   *
   * @throws MalformedRequestException if no tuple has as many
   */
  static int elements(int count) {
    if (count < 0 || count > Tuple.MAX_ARITY) {
      throw new MalformedRequestException(
          "it has a tuple of " + count + " elements; there are 0 to " + Tuple.MAX_ARITY);
    }
    return count;
  }

  /**
   * Checks the length of something.
   *
   * @throws MalformedRequestException if it is negative
   */
  static int length(int length, String what) {
    if (length < 0) {
      throw new MalformedRequestException("it has " + length + " " + what);
    }
    return length;
  }
}
