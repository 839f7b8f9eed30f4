package org.tuplespace.redis.codec;

import java.util.Arrays;
import org.tuplespace.Tuple;

/** Where the fields of a stored tuple begin and end, found without decoding them. */
final class StoredTuple {

  private final byte[] bytes;

  /** The start of each field, then the end of the last. */
  private final int[] offsets;

  StoredTuple(byte[] bytes, int[] offsets) {
    this.bytes = bytes;
    this.offsets = offsets;
  }

  static StoredTuple parse(byte[] bytes) {
    Input in = new Input(bytes);
    boolean longHeader = in.peek() == Format.ARRAY16;
    int arity = in.looseArrayLength();
    if (arity > Tuple.MAX_ARITY) {
      throw in.corrupt("a tuple of " + arity + " fields", 0);
    }
    int[] offsets = new int[arity + 1];
    offsets[0] = in.position();
    for (int i = 0; i < arity; i++) {
      in.skipValue();
      offsets[i + 1] = in.position();
    }
    StoredTuple tuple = new StoredTuple(bytes, offsets);
    if (longHeader != (arity > 15 || tuple.refersOutOfLine())) {
      throw in.corrupt(
          "a header for a tuple " + (longHeader ? "with" : "without") + " references", 0);
    }
    return tuple;
  }

  /** All of it; not a copy. */
  byte[] bytes() {
    return bytes;
  }

  private boolean refersOutOfLine() {
    for (int i = 0; i < arity(); i++) {
      if (isOutOfLine(i)) {
        return true;
      }
    }
    return false;
  }

  int arity() {
    return offsets.length - 1;
  }

  Input field(int index) {
    return new Input(bytes, offsets[index], offsets[index + 1]);
  }

  /** What follows the fields: nothing, or the class entries. */
  Input classes() {
    return new Input(bytes, offsets[arity()], bytes.length);
  }

  boolean isOutOfLine(int index) {
    Input field = field(index);
    return Format.isExtension(field.peek()) && field.extension().type() == Format.OUT_OF_LINE;
  }

  Reference reference(int index) {
    Input field = field(index);
    return Reference.read(index, field.slice(field.extension().length()));
  }

  int tag(int index) {
    return isOutOfLine(index) ? reference(index).tag() : field(index).tag();
  }

  /** The key of this tuple in the index of {@code shape}. */
  byte[] key(String shape) {
    if (shape.length() != arity()) {
      throw new IllegalArgumentException(
          "the shape " + shape + " is not one of " + arity() + " fields");
    }
    Output key = new Output();
    for (int i = 0; i < arity(); i++) {
      switch (shape.charAt(i)) {
        case 'V' -> key.bytes(keyPart(i));
        case 'T' -> key.put(tag(i));
        case '*' -> {}
        default -> throw new IllegalArgumentException("the shape " + shape + " is none of V, T, *");
      }
    }
    return key.toByteArray();
  }

  private byte[] keyPart(int index) {
    if (isOutOfLine(index)) {
      return Digests.keyPart(reference(index).keyDigest());
    }
    int from = offsets[index];
    int to = offsets[index + 1];
    return to - from <= Format.MAX_KEY_PART
        ? Arrays.copyOfRange(bytes, from, to)
        : Digests.keyPart(Digests.forKey(bytes, from, to));
  }
}
