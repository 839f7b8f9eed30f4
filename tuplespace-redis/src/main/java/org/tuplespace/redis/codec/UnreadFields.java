package org.tuplespace.redis.codec;

import org.tuplespace.TupleCodecException;
import org.tuplespace.UnreadField;

/** Makes fields that are left unread of their bytes, which somebody kept. */
public final class UnreadFields {

  private UnreadFields() {}

  /**
   * The field of this class name and these bytes.
   *
   * @throws IllegalArgumentException if they are not what {@link UnreadField#className} and {@link
   *     UnreadField#bytes} gave
   */
  public static UnreadField of(String className, byte[] bytes) {
    try {
      StoredValue stored = StoredValue.parse(bytes);
      stored.requireName(className);
      return stored.unread();
    } catch (TupleCodecException e) {
      throw new IllegalArgumentException("the unread field " + e.getMessage(), e);
    }
  }
}
