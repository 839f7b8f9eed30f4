package org.tuplespace;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of value that a field of a tuple can hold.
 *
 * <p>All but {@link #OPAQUE} are <em>value types</em>: they have a canonical form, are compared by
 * value, and can be an actual of a template. An opaque object is any other {@link Serializable}; it
 * travels whole and is matched by its class alone.
 */
public enum FieldType {
  /** The null reference; only the actual null and a wildcard match it. */
  NULL(Void.class),
  BOOLEAN(Boolean.class),
  BYTE(Byte.class),
  SHORT(Short.class),
  INTEGER(Integer.class),
  LONG(Long.class),
  FLOAT(Float.class),
  DOUBLE(Double.class),
  CHARACTER(Character.class),
  STRING(String.class),
  /** A {@code byte[]}, compared by content and copied on the way in and out. */
  BYTES(byte[].class),
  BIG_INTEGER(BigInteger.class),
  BIG_DECIMAL(BigDecimal.class),
  UUID(UUID.class),
  INSTANT(Instant.class),
  DURATION(Duration.class),
  LOCAL_DATE(LocalDate.class),
  ENUM(Enum.class),
  /** A nested {@link Tuple}. */
  TUPLE(Tuple.class),
  /** A list whose elements are all value types; copied, and immutable from then on. */
  LIST(List.class),
  /** A record whose components are all value types; compared component by component. */
  RECORD(Record.class),
  /** What this process leaves as it is stored; see {@link UnreadField}. */
  UNREAD(UnreadField.class),
  /** Any other {@link Serializable} object. */
  OPAQUE(Serializable.class);

  private final Class<?> javaType;

  FieldType(Class<?> javaType) {
    this.javaType = javaType;
  }

  /**
   * The class of the values of this type; for enums, lists, records and opaque objects a supertype.
   */
  public Class<?> javaType() {
    return javaType;
  }

  /**
   * Whether every value of this type has exactly the class {@link #javaType()}, so that the type
   * alone decides if a formal matches.
   */
  public boolean isExact() {
    return switch (this) {
      case NULL, ENUM, LIST, RECORD, OPAQUE -> false;
      default -> true;
    };
  }

  /**
   * The type of a field as it is held by a {@link Tuple}.
   *
   * @throws IllegalArgumentException if no tuple can hold {@code value}
   */
  public static FieldType of(@Nullable Object value) {
    return Values.typeOf(value);
  }
}
