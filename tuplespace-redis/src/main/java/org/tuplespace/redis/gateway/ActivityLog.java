package org.tuplespace.redis.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.tuplespace.Tuple;

/**
 * What clients have done, a line each, in the words of {@code LinuxTuples.log()}; the oldest lines
 * go when there are too many. Thread-safe.
 */
final class ActivityLog {

  private static final int MOST_LINES = 10_000;

  /** Of a line; tuples of long fields make long lines. */
  private static final int MOST_CHARS = 1_000;

  /** An old client has this much room, and looks once. */
  private static final int MOST_BYTES_A_DRAIN = 32 * 1024;

  private final Deque<byte[]> lines = new ArrayDeque<>();

  void put(Tuple tuple) {
    add("put " + tuple);
  }

  void got(Tuple tuple) {
    add("got " + tuple);
  }

  void read(Tuple tuple) {
    add("read " + tuple);
  }

  void replaced(long count, Tuple tuple) {
    add("replaced " + count + " with " + tuple);
  }

  void putBack(Tuple tuple) {
    add("put back " + tuple);
  }

  private void add(String line) {
    String shown = line.length() <= MOST_CHARS ? line : line.substring(0, MOST_CHARS) + "...";
    byte[] bytes = (shown + '\n').getBytes(StandardCharsets.UTF_8);
    synchronized (lines) {
      if (lines.size() == MOST_LINES) {
        lines.removeFirst();
      }
      lines.addLast(bytes);
    }
  }

  /** The oldest lines, as many as a client has room for, which are gone then. */
  byte[] drain() {
    synchronized (lines) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      while (!lines.isEmpty() && text.size() + lines.getFirst().length <= MOST_BYTES_A_DRAIN) {
        text.writeBytes(lines.removeFirst());
      }
      return text.toByteArray();
    }
  }
}
