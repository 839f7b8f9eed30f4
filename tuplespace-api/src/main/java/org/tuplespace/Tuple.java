package org.tuplespace;

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, ordered list of fields.
 *
 * <p>A field is null or a value of one of the {@link FieldType}s. Byte arrays and lists are copied
 * when the tuple is made, and byte arrays again when they are read. Two tuples are equal if their
 * fields are, by the rules of {@link Template}; {@link #deliveries()} takes no part in it.
 *
 * <p>Tuples are immutable and safe to share between threads, as far as their opaque fields are.
 */
public final class Tuple {

  /** A tuple holds at most this many fields. */
  public static final int MAX_ARITY = 255;

  private static final Tuple EMPTY = new Tuple(new Object[0], 0);

  private final @Nullable Object[] fields;
  private final int deliveries;

  private Tuple(@Nullable Object[] fields, int deliveries) {
    this.fields = fields;
    this.deliveries = deliveries;
  }

  /**
   * A tuple of these fields; {@code Tuple.of()} is the empty tuple. A tuple among the fields is a
   * nested one, also if it is the only field.
   *
   * @throws IllegalArgumentException if a field is a formal or filter, is not Serializable, holds a
   *     lone surrogate or nests too deep, or if there are more than {@link #MAX_ARITY}; the message
   *     says which field and what to write instead
   */
  public static Tuple of(@Nullable Object... fields) {
    if (fields == null) {
      throw new IllegalArgumentException(
          "the fields are null; for a tuple of one null field write Tuple.of((Object) null)");
    }
    if (fields.length == 0) {
      return EMPTY;
    }
    if (fields.length > MAX_ARITY) {
      throw new IllegalArgumentException(
          "a tuple has at most "
              + MAX_ARITY
              + " fields, not "
              + fields.length
              + "; put the rest into a nested tuple or a list");
    }
    @Nullable Object[] held = new @Nullable Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      try {
        held[i] = Values.admit(fields[i]);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("field " + i + " " + e.getMessage(), e);
      }
    }
    return new Tuple(held, 0);
  }

  /** What {@code out(Object...)} means: a lone tuple is itself, anything else is the fields. */
  static Tuple ofOperands(@Nullable Object... operands) {
    return operands != null && operands.length == 1 && operands[0] instanceof Tuple tuple
        ? tuple
        : of(operands);
  }

  /** The number of fields. */
  public int arity() {
    return fields.length;
  }

  /**
   * The field at {@code index}, counted from 0; a byte array is a copy.
   *
   * @throws IndexOutOfBoundsException if there is no such field
   */
  public @Nullable Object get(int index) {
    return Values.release(held(index));
  }

  /**
   * The field at {@code index} as a {@code type}; primitive classes stand for their wrappers.
   *
   * @throws IndexOutOfBoundsException if there is no such field
   * @throws ClassCastException if the field is null or of another class; the message says what it
   *     holds
   */
  public <T> T get(int index, Class<T> type) {
    Object value = held(index);
    Class<T> wanted = Primitives.wrap(type);
    if (value == null || !wanted.isInstance(value)) {
      throw new ClassCastException(
          "field "
              + index
              + " of "
              + this
              + " holds "
              + (value == null ? "null" : Values.typeName(value) + " " + Values.show(value))
              + ", not "
              + wanted.getSimpleName());
    }
    return wanted.cast(Objects.requireNonNull(Values.release(value)));
  }

  /** The Integer at {@code index}; errors as {@link #get(int, Class)}. */
  public int getInt(int index) {
    return get(index, Integer.class);
  }

  /** The Long at {@code index}; errors as {@link #get(int, Class)}. An Integer is no Long. */
  public long getLong(int index) {
    return get(index, Long.class);
  }

  /** The Double at {@code index}; errors as {@link #get(int, Class)}. */
  public double getDouble(int index) {
    return get(index, Double.class);
  }

  /** The Boolean at {@code index}; errors as {@link #get(int, Class)}. */
  public boolean getBoolean(int index) {
    return get(index, Boolean.class);
  }

  /** The String at {@code index}; errors as {@link #get(int, Class)}. */
  public String getString(int index) {
    return get(index, String.class);
  }

  /** A copy of the byte array at {@code index}; errors as {@link #get(int, Class)}. */
  public byte[] getBytes(int index) {
    return get(index, byte[].class);
  }

  /** The nested tuple at {@code index}; errors as {@link #get(int, Class)}. */
  public Tuple getTuple(int index) {
    return get(index, Tuple.class);
  }

  /** The immutable list at {@code index}; errors as {@link #get(int, Class)}. */
  public List<?> getList(int index) {
    return get(index, List.class);
  }

  /**
   * A read-only view, without a copy, of the byte array at {@code index}; errors as {@link
   * #get(int, Class)}.
   */
  public ByteBuffer getBuffer(int index) {
    return held(index) instanceof byte[] bytes
        ? ByteBuffer.wrap(bytes).asReadOnlyBuffer()
        : ByteBuffer.wrap(get(index, byte[].class));
  }

  /** The type of the field at {@code index}. */
  public FieldType type(int index) {
    return Values.typeOf(held(index));
  }

  /** The fields as an unmodifiable list; byte arrays are copied when read. */
  public List<@Nullable Object> fields() {
    return new AbstractList<>() {
      @Override
      public @Nullable Object get(int index) {
        return Tuple.this.get(index);
      }

      @Override
      public int size() {
        return fields.length;
      }
    };
  }

  /**
   * How often this tuple may have been delivered before: it rises each time the tuple is put back
   * because its taker died, or did not acknowledge it in time, and each time a transaction that
   * took it is aborted or expires; not when one is released. 0 for a tuple never put back, and
   * again for one that is taken and put by an {@code out}.
   */
  public int deliveries() {
    return deliveries;
  }

  /** The same fields with another {@link #deliveries()}; for implementations of a space. */
  public Tuple withDeliveries(int count) {
    return count == deliveries ? this : new Tuple(fields, count);
  }

  @Nullable Object held(int index) {
    if (index < 0 || index >= fields.length) {
      throw new IndexOutOfBoundsException(
          "no field " + index + " in " + this + ", which has " + fields.length);
    }
    return fields[index];
  }

  int depth() {
    int deepest = 0;
    for (Object field : fields) {
      deepest = Math.max(deepest, Values.depthOf(field));
    }
    return deepest + 1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Tuple that) || that.fields.length != fields.length) {
      return false;
    }
    for (int i = 0; i < fields.length; i++) {
      if (!Values.equal(fields[i], that.fields[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (Object field : fields) {
      hash = 31 * hash + Values.hash(field);
    }
    return hash;
  }

  /** The fields in round brackets, strings quoted, long fields cut: {@code ("sqrt", 5.0)}. */
  @Override
  public String toString() {
    StringJoiner joiner = new StringJoiner(", ", "(", ")");
    Arrays.stream(fields).map(Values::show).forEach(joiner::add);
    return joiner.toString();
  }
}
