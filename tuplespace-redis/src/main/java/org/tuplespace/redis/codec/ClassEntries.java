package org.tuplespace.redis.codec;

import java.util.ArrayList;
import java.util.Iterator;
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
        field.classes().forEach(type -> out.bytes(TypeNames.entry(type)));
      }
    }
    return out;
  }

  /** For each field the names of the classes in it, in pre-order, without their supertypes. */
  static List<Iterator<String>> read(Input in, int arity) {
    List<Iterator<String>> fields = new ArrayList<>(arity);
    if (in.remaining() == 0) {
      for (int i = 0; i < arity; i++) {
        fields.add(List.<String>of().iterator());
      }
      return fields;
    }
    int at = in.position();
    if (in.arrayLength() != arity) {
      throw in.corrupt("class names for another number of fields", at);
    }
    for (int i = 0; i < arity; i++) {
      fields.add(readField(in).iterator());
    }
    in.requireEnd("the class names");
    return fields;
  }

  private static List<String> readField(Input in) {
    List<String> names = new ArrayList<>();
    if (in.peek() == Format.NIL) {
      in.skip(1);
      return names;
    }
    int objects = in.arrayLength();
    for (int i = 0; i < objects; i++) {
      int at = in.position();
      int types = in.arrayLength();
      if (types == 0) {
        throw in.corrupt("a class without a name", at);
      }
      names.add(in.string());
      for (int j = 1; j < types; j++) {
        in.skip(in.stringLength());
      }
    }
    return names;
  }
}
