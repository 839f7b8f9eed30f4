package org.tuplespace.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import org.tuplespace.LimitExceededException;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

/**
 * What a transaction has put, in that order; only it sees these. A delayed one it does not see
 * either. Guarded by the transaction's monitor.
 */
final class OwnPuts<P extends Put> {

  private final List<P> inOrder = new LinkedList<>();
  private long bytes;
  private int reserved;
  private long reservedBytes;

  /**
   * Checks that all of these can be added.
   *
   * @throws LimitExceededException if one commit could not put them
   */
  void requireRoom(List<P> more) {
    int count = inOrder.size() + reserved + more.size();
    long sum = bytes + reservedBytes + bytes(more);
    if (count > Arguments.MAX_TUPLES_PER_STEP
        || (sum > Arguments.MAX_BYTES_PER_STEP && count > 1)) {
      throw new LimitExceededException(
          String.format(
              Locale.ROOT,
              "one transaction puts at most %,d tuples or %,d bytes, and these would make %,d tuples"
                  + " of %,d bytes; commit before, or put them in several transactions",
              Arguments.MAX_TUPLES_PER_STEP,
              Arguments.MAX_BYTES_PER_STEP,
              count,
              sum));
    }
  }

  void addAll(List<P> more) {
    inOrder.addAll(more);
    bytes += bytes(more);
  }

  /** Keeps room for what may be added later. */
  void reserve(List<P> later) {
    reserved += later.size();
    reservedBytes += bytes(later);
  }

  /** Undoes a {@link #reserve}. */
  void unreserve(List<P> later) {
    reserved -= later.size();
    reservedBytes -= bytes(later);
  }

  private long bytes(List<P> some) {
    long sum = 0;
    for (P put : some) {
      sum += put.bytes();
    }
    return sum;
  }

  /** The index of the first template that has a match here; -1 if none has. */
  int firstMatched(List<Template> templates) {
    for (int i = 0; i < templates.size(); i++) {
      for (P put : inOrder) {
        if (matches(templates.get(i), put)) {
          return i;
        }
      }
    }
    return -1;
  }

  /** The index of the first template that matches the oldest put that any matches; -1 if none. */
  int templateOfOldest(List<Template> templates) {
    for (P put : inOrder) {
      for (int i = 0; i < templates.size(); i++) {
        if (matches(templates.get(i), put)) {
          return i;
        }
      }
    }
    return -1;
  }

  /** The oldest matches of the first template that has one; they are taken out. */
  List<Tuple> take(List<Template> templates, int max) {
    List<Tuple> taken = new ArrayList<>();
    int matched = firstMatched(templates);
    for (Iterator<P> each = inOrder.iterator(); each.hasNext() && taken.size() < max; ) {
      P put = each.next();
      if (matched >= 0 && matches(templates.get(matched), put)) {
        taken.add(put.tuple());
        bytes -= put.bytes();
        each.remove();
      }
    }
    return taken;
  }

  /** The oldest matches of the first template that has one, at most so many. */
  List<Tuple> read(List<Template> templates, int max) {
    List<Tuple> found = new ArrayList<>();
    int matched = firstMatched(templates);
    if (matched >= 0) {
      for (P put : inOrder) {
        if (found.size() < max && matches(templates.get(matched), put)) {
          found.add(put.tuple());
        }
      }
    }
    return found;
  }

  boolean isEmpty() {
    return inOrder.isEmpty();
  }

  List<P> all() {
    return List.copyOf(inOrder);
  }

  void clear() {
    inOrder.clear();
    bytes = 0;
  }

  private boolean matches(Template template, P put) {
    return put.options().delay().isZero() && template.matches(put.tuple());
  }
}
