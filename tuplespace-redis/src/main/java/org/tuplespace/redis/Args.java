package org.tuplespace.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.tuplespace.redis.codec.EncodedTemplate;

/** The arguments of a script, in the order of its header. */
final class Args {

  private final List<byte[]> values = new ArrayList<>();

  static Args of(String... values) {
    Args args = new Args();
    for (String value : values) {
      args.add(value);
    }
    return args;
  }

  Args add(String value) {
    return add(value.getBytes(UTF_8));
  }

  Args add(long value) {
    return add(Long.toString(value));
  }

  Args add(boolean value) {
    return add(value ? "1" : "0");
  }

  Args add(byte[] value) {
    values.add(value);
    return this;
  }

  Args add(EncodedTemplate template) {
    return add(template.arity())
        .add(template.shape())
        .add(template.key())
        .add(template.exact())
        .add(template.tests());
  }

  Args addAll(Args others) {
    values.addAll(others.values);
    return this;
  }

  /** Adds some of the other's, from one position to before another. */
  Args add(Args others, int from, int to) {
    for (int i = from; i < to; i++) {
      values.add(others.values.get(i));
    }
    return this;
  }

  int size() {
    return values.size();
  }

  byte[] get(int i) {
    return values.get(i);
  }

  /** Whether the argument is this ASCII text. */
  boolean is(int i, String text) {
    byte[] value = values.get(i);
    if (value.length != text.length()) {
      return false;
    }
    for (int k = 0; k < value.length; k++) {
      if (value[k] != text.charAt(k)) {
        return false;
      }
    }
    return true;
  }

  /** How many bytes they are. */
  long length() {
    long length = 0;
    for (byte[] value : values) {
      length += value.length;
    }
    return length;
  }

  Object[] toArray() {
    return values.toArray();
  }
}
