package org.tuplespace.redis;

/**
 * Turns opaque objects, those that are no value types, into bytes and back.
 *
 * <p>Implementations are thread-safe, and decide themselves which classes they let in: bytes come
 * from whoever can write to the server. They may throw any unchecked exception, whose message
 * becomes part of a {@link org.tuplespace.TupleCodecException}.
 */
public interface ObjectSerializer {

  /** The bytes of {@code object} and of everything that it refers to. */
  byte[] write(Object object);

  /** The object that was written as {@code bytes}. */
  Object read(byte[] bytes);
}
