package org.tuplespace.local;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tuplespace.FieldType;
import org.tuplespace.TemplateField.Actual;
import org.tuplespace.Tuple;

/** What a template fixes, or what a tuple has in these places: values and types, in field order. */
final class Key {

  private static final int FACTOR = 0x9E3779B1;
  private static final long LONG_FACTOR = 0x9E3779B97F4A7C15L;

  private final @Nullable Object[] parts;
  private final int hash;

  Key(@Nullable Object... parts) {
    this.parts = parts;
    this.hash = hash(parts);
  }

  /**
   * A hash whose last bits depend on all of it. Small numbers side by side get different ones, as
   * they would not by a factor of 31.
   */
  private static int hash(@Nullable Object... parts) {
    int mixed = 1;
    for (Object part : parts) {
      int own = part instanceof ByteBuffer bytes ? hash(bytes) : Objects.hashCode(part);
      mixed = (mixed ^ own) * FACTOR;
      mixed ^= mixed >>> 15;
    }
    return mixed;
  }

  /** Eight at once, since arrays may be long; a buffer's own takes one after the other. */
  private static int hash(ByteBuffer bytes) {
    int length = bytes.limit();
    long mixed = length;
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      mixed = (mixed ^ bytes.getLong(i)) * LONG_FACTOR;
      mixed ^= mixed >>> 32;
    }
    for (; i < length; i++) {
      mixed = (mixed ^ bytes.get(i)) * LONG_FACTOR;
    }
    return (int) (mixed >>> Integer.SIZE); // the half on which all of it has an effect
  }

  /** Whether the field can be equal to an actual; an opaque object, and what holds one, can't. */
  static boolean canBeActual(Tuple tuple, int index, FieldType type) {
    if (type != FieldType.TUPLE) {
      return type != FieldType.OPAQUE;
    }
    Tuple nested = tuple.getTuple(index);
    for (int i = 0; i < nested.arity(); i++) {
      if (!canBeActual(nested, i, nested.type(i))) {
        return false;
      }
    }
    return true;
  }

  /** The field as a part whose equality is that of matching; bytes are not copied. */
  static @Nullable Object part(Tuple tuple, int index, FieldType type) {
    return switch (type) {
      case BYTES -> tuple.getBuffer(index);
      case LIST, RECORD -> new Actual(tuple.get(index));
      default -> tuple.get(index);
    };
  }

  /** As {@link #part(Tuple, int, FieldType)}, and equal to it if the actual is. */
  static @Nullable Object part(Actual actual) {
    Object value = actual.value();
    if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    }
    return value instanceof List<?> || value instanceof Record ? actual : value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Key that) || hash != that.hash || parts.length != that.parts.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!Objects.equals(parts[i], that.parts[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
