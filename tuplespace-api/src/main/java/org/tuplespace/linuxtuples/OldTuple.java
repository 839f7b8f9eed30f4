package org.tuplespace.linuxtuples;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Match;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

/**
 * Reads what LinuxTuples programs write: null is the wildcard, arrays and tuples nest, and strings
 * are bytes, which here are a String where they are UTF-8 and else a byte array.
 */
final class OldTuple {

  private OldTuple() {}

  static Tuple tuple(@Nullable Object... elements) {
    requireElements(elements);
    List<Object> fields = new ArrayList<>();
    for (int i = 0; i < elements.length; i++) {
      Object element = elements[i];
      if (element == null) {
        throw new IllegalArgumentException(
            "element " + i + " is null, the wildcard, which only a template can hold; put a value");
      }
      fields.add(element instanceof Object[] nested ? tuple(nested) : plain(element));
    }
    return Tuple.of(fields.toArray());
  }

  static Template template(@Nullable Object... elements) {
    requireElements(elements);
    List<Object> fields = new ArrayList<>();
    for (Object element : elements) {
      if (element == null) {
        fields.add(Match.any());
      } else {
        fields.add(element instanceof Object[] nested ? template(nested) : plain(element));
      }
    }
    return Template.of(fields.toArray());
  }

  private static void requireElements(@Nullable Object @Nullable [] elements) {
    if (elements == null) {
      throw new IllegalArgumentException(
          "the elements are null; a template of one wildcard is written (Object) null");
    }
  }

  private static Object plain(Object element) {
    return element instanceof byte[] bytes ? string(bytes) : element;
  }

  /** A string of the old kind, as it lies in a space. */
  static Object string(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return bytes;
    }
  }
}
