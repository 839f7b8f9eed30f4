package org.tuplespace.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** What a script returned: a status, and parts whose meaning the script's header tells. */
record Reply(String status, List<byte[]> parts) {

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
