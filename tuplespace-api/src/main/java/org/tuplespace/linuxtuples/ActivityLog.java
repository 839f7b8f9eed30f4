package org.tuplespace.linuxtuples;

import java.util.ArrayDeque;
import java.util.Deque;
import org.tuplespace.Tuple;
import org.tuplespace.TupleListener;

/** What happened in a space, a line each; the oldest lines go when there are too many. */
final class ActivityLog implements TupleListener {

  private static final int MOST_LINES = 10_000;

  private final Deque<String> lines = new ArrayDeque<>();

  @Override
  public void onOut(Tuple tuple) {
    add("put " + tuple);
  }

  @Override
  public void onRemoved(Tuple tuple) {
    add("got " + tuple);
  }

  @Override
  public void onGap(long events) {
    add("missed " + events);
  }

  private synchronized void add(String line) {
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  /** All lines, which are gone then. */
  synchronized String drain() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    lines.clear();
    return text.toString();
  }
}
