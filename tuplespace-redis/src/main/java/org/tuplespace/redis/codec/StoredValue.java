package org.tuplespace.redis.codec;

import java.util.List;
import org.tuplespace.TupleCodecException;
import org.tuplespace.UnreadField;

/**
 * A typed object that is not read: its canonical form, and the class entries of the typed objects
 * in it, in pre-order. The bytes of an {@link UnreadField} are both, the entries as an array.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredValue(byte[] canonical, List<ClassEntry> classes) {

  /**
   * Reads the bytes of one.
   *
   * @throws TupleCodecException if they are not those of a typed object and its classes
   */
  static StoredValue parse(byte[] bytes) {
    Input in = new Input(bytes);
    if (!Format.isExtension(in.peek()) || !Format.isTyped(in.tag())) {
      throw in.corrupt("what is no object, record or enum constant", 0);
    }
    int objects = typedObjects(new Input(in), 0);
    Input value = new Input(in);
    in.skipValue();
    byte[] canonical = value.bytes(in.position());
    int at = in.position();
    List<ClassEntry> classes = ClassEntries.readEntries(in);
    in.requireEnd("the class names");
    if (classes.size() != objects) {
      throw in.corrupt(
          "the classes of " + classes.size() + " objects where there are " + objects, at);
    }
    return new StoredValue(canonical, classes);
  }

  static StoredValue of(UnreadField field) {
    StoredValue stored = parse(field.bytes());
    stored.requireName(field.className());
    return stored;
  }

  void requireName(String className) {
    String stored = classes.get(0).name();
    if (!stored.equals(className)) {
      throw new TupleCodecException(
          "is said to be a " + className + ", but its bytes are those of a " + stored);
    }
  }

  UnreadField unread() {
    Output out = new Output().bytes(canonical).arrayHeader(classes.size());
    classes.forEach(entry -> out.bytes(entry.bytes()));
    return UnreadField.of(classes.get(0).names(), out.toByteArray());
  }

  /** How many typed objects the value holds that begins here; stands behind it then. */
  static int typedObjects(Input in, int depth) {
    if (depth > Format.MAX_DEPTH) {
      throw in.corrupt("values nested deeper than " + Format.MAX_DEPTH, in.position());
    }
    int first = in.peek();
    if (Format.isArray(first)) {
      return inArray(in, depth);
    }
    if (!Format.isExtension(first)) {
      in.skipValue();
      return 0;
    }
    Input.Extension extension = in.extension();
    Input data = in.slice(extension.length());
    return switch (extension.type()) {
      case Format.ENUM, Format.OPAQUE -> 1;
      case Format.RECORD -> 1 + inArray(data, depth);
      case Format.TUPLE -> inArray(data, depth);
      default -> 0;
    };
  }

  private static int inArray(Input in, int depth) {
    int n = in.arrayLength();
    int count = 0;
    for (int i = 0; i < n; i++) {
      count += typedObjects(in, depth + 1);
    }
    return count;
  }
}
