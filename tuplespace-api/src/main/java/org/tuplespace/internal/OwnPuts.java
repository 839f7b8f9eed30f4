package org.tuplespace.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tuplespace.LimitExceededException;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

/**
 * What a transaction has put, in that order; only it sees these. A delayed one it does not see
 * either. Guarded by the transaction's monitor.
 */
final class OwnPuts<P extends Put> {

  private final SortedMap<Long, P> byOrder = new TreeMap<>();
  private long last;
  private long bytes;

  /**
   * Checks that all of these can be added.
   *
   * @throws LimitExceededException if one commit could not put them
   */
  void requireRoom(List<P> more) {
    long sum = bytes;
    for (P put : more) {
      sum += put.bytes();
    }
    if (byOrder.size() + more.size() > Arguments.MAX_TUPLES_PER_STEP
        || (sum > Arguments.MAX_BYTES_PER_STEP && byOrder.size() + more.size() > 1)) {
      throw new LimitExceededException(
          String.format(
              Locale.ROOT,
              "one transaction puts at most %,d tuples or %,d bytes, and these would make %,d tuples"
                  + " of %,d bytes; commit before, or put them in several transactions",
              Arguments.MAX_TUPLES_PER_STEP,
              Arguments.MAX_BYTES_PER_STEP,
              byOrder.size() + more.size(),
              sum));
    }
  }

  void addAll(List<P> more) {
    for (P put : more) {
      byOrder.put(++last, put);
      bytes += put.bytes();
    }
  }

  /** The index of the first template that has a match here; -1 if none has. */
  int firstMatched(List<Template> templates) {
    for (int i = 0; i < templates.size(); i++) {
      for (P put : byOrder.values()) {
        if (matches(templates.get(i), put)) {
          return i;
        }
      }
    }
    return -1;
  }

  /** The oldest matches of the first template that has one; they are taken out. */
  Taken<P> take(List<Template> templates, int max) {
    Map<Long, P> taken = new TreeMap<>();
    int matched = firstMatched(templates);
    if (matched >= 0) {
      Iterator<Map.Entry<Long, P>> each = byOrder.entrySet().iterator();
      while (each.hasNext() && taken.size() < max) {
        Map.Entry<Long, P> entry = each.next();
        if (matches(templates.get(matched), entry.getValue())) {
          taken.put(entry.getKey(), entry.getValue());
          bytes -= entry.getValue().bytes();
          each.remove();
        }
      }
    }
    return new Taken<>(taken);
  }

  /** Undoes a {@link #take}. */
  void putBack(Taken<P> taken) {
    taken.byOrder.forEach(
        (order, put) -> {
          byOrder.put(order, put);
          bytes += put.bytes();
        });
  }

  /** The oldest matches of the first template that has one, at most so many. */
  List<Tuple> read(List<Template> templates, int max) {
    List<Tuple> found = new ArrayList<>();
    int matched = firstMatched(templates);
    if (matched >= 0) {
      for (P put : byOrder.values()) {
        if (found.size() < max && matches(templates.get(matched), put)) {
          found.add(put.tuple());
        }
      }
    }
    return found;
  }

  List<P> all() {
    return List.copyOf(byOrder.values());
  }

  void clear() {
    byOrder.clear();
    bytes = 0;
  }

  private boolean matches(Template template, P put) {
    return put.options().delay().isZero() && template.matches(put.tuple());
  }

  /** What was taken out, with its places. */
  record Taken<P extends Put>(Map<Long, P> byOrder) {

    List<Tuple> tuples() {
      return byOrder.values().stream().map(Put::tuple).toList();
    }
  }
}
