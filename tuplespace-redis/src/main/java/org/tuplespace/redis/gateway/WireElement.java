package org.tuplespace.redis.gateway;

/** An element of a tuple or template as it is sent. */
sealed interface WireElement {

  /** Whether there is a wildcard in it. */
  default boolean isOpen() {
    return false;
  }

  /** An int. */
  record Int(int value) implements WireElement {}

  /** A double. */
  record Real(double value) implements WireElement {}

  /** A string of bytes, which are not to be changed. */
  @SuppressWarnings("ArrayRecordComponent") // is never compared
  record Text(byte[] bytes) implements WireElement {}

  /** What matches everything. */
  record Wildcard() implements WireElement {
    @Override
    public boolean isOpen() {
      return true;
    }
  }

  /** A tuple within a tuple. */
  record Nested(WireTuple tuple) implements WireElement {
    @Override
    public boolean isOpen() {
      return tuple.isOpen();
    }
  }
}
