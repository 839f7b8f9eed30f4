package org.tuplespace.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a script returned.
 *
 * @param parts their meaning the script's header tells
 * @param copies of what it did, where the call waited for them
 */
record Reply(String status, List<byte[]> parts, @Nullable Copies copies) {

  Reply(String status, List<byte[]> parts) {
    this(status, parts, null);
  }

  /** The same, of which there are so many copies. */
  Reply in(Copies counted) {
    return new Reply(status, parts, counted);
  }

  static Reply of(List<?> raw) {
    if (raw.isEmpty() || !(raw.get(0) instanceof byte[] status)) {
      throw new IllegalStateException("a script returned " + raw + " instead of a status");
    }
    List<byte[]> parts = raw.stream().skip(1).map(byte[].class::cast).toList();
    return new Reply(new String(status, UTF_8), parts);
  }

  boolean is(String expected) {
    return status.equals(expected);
  }

  String text(int part) {
    return new String(parts.get(part), UTF_8);
  }

  long number(int part) {
    return Long.parseLong(text(part));
  }

  int size() {
    return parts.size();
  }
}
