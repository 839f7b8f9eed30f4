package org.tuplespace.redis.codec;

import java.util.ArrayList;
import java.util.List;

/** The classes of the typed objects of a stored tuple, beside its canonical bytes. */
final class ClassEntries {

  private ClassEntries() {}

  static Output write(List<EncodedField> fields) {
    Output out = new Output();
    if (fields.stream().allMatch(field -> field.classes().isEmpty())) {
      return out;
    }
    out.arrayHeader(fields.size());
    for (EncodedField field : fields) {
      if (field.classes().isEmpty()) {
        out.nil();
      } else {
        out.arrayHeader(field.classes().size());
        field.classes().forEach(entry -> out.bytes(entry.bytes()));
      }
    }
    return out;
  }

  /** For each field the classes of the typed objects in it, in pre-order. */
  static List<ClassCursor> read(Input in, int arity) {
    List<ClassCursor> fields = new ArrayList<>(arity);
    if (in.remaining() == 0) {
      for (int i = 0; i < arity; i++) {
        fields.add(new ClassCursor(List.of()));
      }
      return fields;
    }
    int at = in.position();
    if (in.arrayLength() != arity) {
      throw in.corrupt("class names for another number of fields", at);
    }
    for (int i = 0; i < arity; i++) {
      fields.add(new ClassCursor(readField(in)));
    }
    in.requireEnd("the class names");
    return fields;
  }

  private static List<ClassEntry> readField(Input in) {
    if (in.peek() == Format.NIL) {
      in.skip(1);
      return List.of();
    }
    return readEntries(in);
  }

  /** An array of class entries. */
  static List<ClassEntry> readEntries(Input in) {
    List<ClassEntry> entries = new ArrayList<>();
    int objects = in.arrayLength();
    for (int i = 0; i < objects; i++) {
      Input entry = new Input(in);
      int at = in.position();
      int types = in.arrayLength();
      if (types == 0) {
        throw in.corrupt("a class without a name", at);
      }
      String name = in.string();
      for (int j = 1; j < types; j++) {
        in.skip(in.stringLength());
      }
      entries.add(new ClassEntry(name, entry.bytes(in.position() - at)));
    }
    return entries;
  }
}
