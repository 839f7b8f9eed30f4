package org.tuplespace.redis.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Does to stored bytes and the tests of a template what the scripts do, as plainly as possible; so
 * that what the encoder says can be held against the matching rules.
 */
final class TestsModel {

  private TestsModel() {}

  static boolean matches(byte[] tests, byte[] stored) {
    List<?> wanted = (List<?>) unpack(new Input(tests));
    StoredTuple tuple = StoredTuple.parse(stored);
    if (wanted.size() != tuple.arity()) {
      return false;
    }
    Input classes = tuple.classes();
    List<?> entries = classes.remaining() == 0 ? null : (List<?>) unpack(classes);
    for (int i = 0; i < tuple.arity(); i++) {
      Object entry = entries == null ? null : entries.get(i);
      Iterator<?> names = entry == null ? List.of().iterator() : ((List<?>) entry).iterator();
      Value field = Value.read(tuple.field(i), names);
      if (!test(wanted.get(i), field)) {
        return false;
      }
    }
    return true;
  }

  /** A value with its canonical bytes, and the class entries of the typed objects in it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Value(
      int tag, byte[] canonical, byte[] data, List<Value> parts, List<List<?>> classes) {

    static Value read(Input in, Iterator<?> names) {
      Input whole = new Input(in);
      int tag = in.tag();
      List<List<?>> classes = new ArrayList<>();
      List<Value> parts = new ArrayList<>();
      byte[] data = {};
      if (tag == Format.RECORD || tag == Format.ENUM || tag == Format.OPAQUE) {
        classes.add((List<?>) names.next());
      }
      int first = in.peek();
      if (Format.isExtension(first)) {
        Input inner = in.slice(in.extension().length());
        if (tag == Format.TUPLE || tag == Format.RECORD) {
          int n = inner.arrayLength();
          for (int i = 0; i < n; i++) {
            parts.add(read(inner, names));
          }
        } else {
          data = inner.rest();
        }
      } else if (Format.isArray(first)) {
        int n = in.arrayLength();
        for (int i = 0; i < n; i++) {
          parts.add(read(in, names));
        }
      } else if (Format.isString(first)) {
        data = in.bytes(in.stringLength());
      } else {
        in.skipValue();
      }
      parts.forEach(part -> classes.addAll(part.classes));
      return new Value(tag, whole.bytes(in.position() - whole.position()), data, parts, classes);
    }
  }

  private static boolean test(Object test, Value value) {
    if (test instanceof Long) {
      return true;
    }
    List<?> t = (List<?>) test;
    return switch (((Long) t.get(0)).intValue()) {
      case 1 -> actual(t, value);
      case 2 -> value.tag == (Long) t.get(1);
      case 3 -> formal(t, value);
      case 4 -> range(t, value);
      case 5 -> value.tag == Format.STR8 && startsWith(value.data, (byte[]) t.get(1));
      case 6 ->
          ((List<?>) t.get(2)).stream().anyMatch(each -> test(each, value))
              == (((Long) t.get(1)) == 0);
      case 7 -> nested(t, value);
      default -> throw new AssertionError(t);
    };
  }

  private static boolean actual(List<?> t, Value value) {
    StringBuilder names = new StringBuilder();
    value.classes.forEach(each -> names.append(string(each.get(0))).append('\0'));
    return Arrays.equals((byte[]) t.get(2), value.canonical)
        && (Long) t.get(3) == value.canonical.length
        && string(t.get(5)).contentEquals(names)
        && (Long) t.get(6) == value.tag;
  }

  private static boolean formal(List<?> t, Value value) {
    for (byte tag : (byte[]) t.get(1)) {
      if ((tag & 0xff) == value.tag) {
        return true;
      }
    }
    boolean typed = value.tag >= Format.RECORD && value.tag <= Format.OPAQUE;
    return typed
        && value.classes.get(0).stream().anyMatch(name -> string(name).equals(string(t.get(2))));
  }

  private static boolean range(List<?> t, Value value) {
    if (value.tag != (Long) t.get(1)) {
      return false;
    }
    byte[] key = orderKey(value);
    int flags = ((Long) t.get(2)).intValue();
    int low = Arrays.compareUnsigned(key, (byte[]) t.get(3));
    int high = Arrays.compareUnsigned(key, (byte[]) t.get(4));
    return ((flags & 1) == 0 || low > 0 || (low == 0 && (flags & 2) != 0))
        && ((flags & 4) == 0 || high < 0 || (high == 0 && (flags & 8) != 0));
  }

  private static byte[] orderKey(Value value) {
    byte[] key = Arrays.copyOfRange(value.canonical, 1, value.canonical.length);
    switch (value.tag) {
      case Format.STR8, Format.CHARACTER -> {
        return value.data;
      }
      case Format.INSTANT, Format.DURATION, Format.LOCAL_DATE -> key = value.data;
      case Format.FLOAT32, Format.FLOAT64 -> {
        boolean zero = (key[0] & 0x7f) == 0;
        for (int i = 1; i < key.length; i++) {
          zero &= key[i] == 0;
        }
        if (zero) {
          key[0] = 0;
        } else if (key[0] < 0) {
          for (int i = 0; i < key.length; i++) {
            key[i] = (byte) ~key[i];
          }
          return key;
        }
      }
      default -> {}
    }
    key[0] ^= (byte) 0x80;
    return key;
  }

  private static boolean nested(List<?> t, Value value) {
    List<?> tests = (List<?>) t.get(2);
    if (value.tag != Format.TUPLE || value.parts.size() != tests.size()) {
      return false;
    }
    for (int i = 0; i < tests.size(); i++) {
      if (!test(tests.get(i), value.parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static String string(Object bytes) {
    return new String((byte[]) bytes, StandardCharsets.UTF_8);
  }

  /** What {@code cmsgpack.unpack} makes of it: strings, integers, arrays, nil. */
  private static Object unpack(Input in) {
    int first = in.peek();
    if (Format.isString(first)) {
      return in.bytes(in.stringLength());
    }
    if (Format.isArray(first)) {
      int n = in.arrayLength();
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        list.add(unpack(in));
      }
      return list;
    }
    in.skip(1);
    return switch (first) {
      case Format.NIL -> null;
      case Format.INT32 -> (long) in.int32();
      case Format.INT64 -> in.bigEndian(8);
      default -> {
        if (first >= 0x80) {
          throw new AssertionError("a script would not read the byte " + first);
        }
        yield (long) first;
      }
    };
  }
}
