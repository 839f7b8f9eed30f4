package org.tuplespace;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field, or a part of one, as it lies in its space: an object, record or enum constant that this
 * process leaves unread, since it lacks the class, may not read it, or was told to. Clients of a
 * space on a server make these if their builder says so.
 *
 * <p>It is a value as any other: it can be put, which stores the same bytes, so that whoever has
 * the class reads what was put first, and it can be an actual of a template, which matches what has
 * the same bytes. A formal matches it if it is an instance of the class by its names ({@link
 * Match#instanceOf} where the class isn't here).
 *
 * <p>Immutable and thread-safe. Two are equal if their bytes are.
 */
public final class UnreadField {

  private final List<String> classNames;
  private final byte[] bytes;

  private UnreadField(List<String> classNames, byte[] bytes) {
    this.classNames = classNames;
    this.bytes = bytes;
  }

  /**
   * For those who implement a space. Anybody else has the bytes checked: by {@code
   * TupleSpaces.unreadField} for a space on Redis.
   *
   * @param classNames the name of the object's class, as {@link Class#getName} gives it, then those
   *     of all its supertypes but Object
   * @param bytes the value and its class names as the space stores them
   * @throws IllegalArgumentException if there are no names or no bytes
   */
  public static UnreadField of(List<String> classNames, byte[] bytes) {
    if (classNames == null || classNames.isEmpty() || bytes == null || bytes.length == 0) {
      throw new IllegalArgumentException(
          "a field that is left unread has the name of its class and some bytes");
    }
    return new UnreadField(List.copyOf(classNames), bytes.clone());
  }

  /**
   * The name of the object's class, as {@link Class#getName} gives it; of a constant its enum's.
   */
  public String className() {
    return classNames.get(0);
  }

  /** Whether the object is an instance of the class or interface of this name. */
  public boolean isInstanceOf(String name) {
    return classNames.contains(name) || name.equals(Object.class.getName());
  }

  /** A copy of the value and its class names as the space stores them. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UnreadField that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The class and the number of bytes: {@code <com.example.Shape, 84 bytes>}. */
  @Override
  public String toString() {
    return "<" + className() + ", " + bytes.length + " bytes>";
  }
}
