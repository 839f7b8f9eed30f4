package org.tuplespace.contract;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tuplespace.TemplateField.Actual;
import org.tuplespace.Tuple;

/**
 * Whether a concurrent history could be that of a tuple space: whether each operation can be given
 * one instant between its begin and its end, so that one after another they are what a plain list
 * of tuples, searched from its oldest, would have answered.
 *
 * <p>The search is that of Wing and Gong ("Testing and verifying concurrent objects", 1993), with
 * the memory of visited configurations by Lowe ("Testing for linearizability", 2017): it tries as
 * next any operation that began before every unfinished one ended, and never looks twice at the
 * same set of operations done with the same tuples left. Its time grows steeply with the number of
 * operations that overlap, and with the number of tuples whose order is not yet seen from takes,
 * but hardly with the length of the history: record histories that take more than they put.
 */
public final class Linearizability {
  private static final int MOST_CONFIGURATIONS = 1_000_000;

  private Linearizability() {}

  /**
   * What of the history can't be explained, or empty if it is linearizable.
   *
   * @throws IllegalStateException if too much overlaps to decide it
   */
  public static Optional<String> findViolation(List<Event> history) {
    List<Event> events = new ArrayList<>(history);
    events.sort(Comparator.comparingLong(Event::begin));
    Search search = new Search(events);
    return search.run() ? Optional.empty() : Optional.of(search.describe());
  }

  /**
   * As {@link #findViolation}, but for each value of the first field by itself, which must be an
   * actual in each template. That is as strict, since a tuple space is linearizable if its parts
   * are, and much faster.
   */
  public static Optional<String> findViolationByFirstField(List<Event> history) {
    Map<String, List<Event>> parts = new TreeMap<>();
    for (Event event : history) {
      if (event.template().arity() == 0
          || !(event.template().fields().get(0) instanceof Actual first)) {
        throw new IllegalArgumentException(
            event.template() + " doesn't begin with an actual; use findViolation");
      }
      parts.computeIfAbsent(first.toString(), key -> new ArrayList<>()).add(event);
    }
    return parts.values().stream().flatMap(part -> findViolation(part).stream()).findFirst();
  }

  /** A set of operations done, and what is in the space after them. */
  private record Configuration(BitSet done, List<Tuple> tuples) {}

  private static final class Search {
    private final List<Event> events;
    private final Set<Configuration> visited = new HashSet<>();
    private BitSet furthest = new BitSet();
    private List<Tuple> furthestTuples = List.of();

    Search(List<Event> events) {
      this.events = events;
    }

    boolean run() {
      // A stack of our own: histories are longer than Java's stack is deep.
      List<Configuration> stack = new ArrayList<>();
      stack.add(new Configuration(new BitSet(), List.of()));
      while (!stack.isEmpty()) {
        Configuration now = stack.remove(stack.size() - 1);
        if (allAnsweredDone(now.done())) {
          return true;
        }
        if (now.done().cardinality() > furthest.cardinality()) {
          furthest = now.done();
          furthestTuples = now.tuples();
        }
        if (visited.size() > MOST_CONFIGURATIONS) {
          throw new IllegalStateException("undecided after " + visited.size() + " configurations");
        }
        for (Configuration next : successors(now)) {
          if (visited.add(next)) {
            stack.add(next);
          }
        }
      }
      return false;
    }

    private boolean allAnsweredDone(BitSet done) {
      for (int i = done.nextClearBit(0); i < events.size(); i = done.nextClearBit(i + 1)) {
        if (events.get(i).isAnswered()) {
          return false;
        }
      }
      return true;
    }

    private List<Configuration> successors(Configuration now) {
      List<Configuration> result = new ArrayList<>();
      for (int i : candidates(now.done())) {
        for (List<Tuple> after : events.get(i).apply(now.tuples())) {
          BitSet done = (BitSet) now.done().clone();
          done.set(i);
          result.add(new Configuration(done, after));
        }
      }
      return result;
    }

    /** The operations left that began before any operation left ended, latest first. */
    private List<Integer> candidates(BitSet done) {
      List<Integer> left = new ArrayList<>();
      long firstEnd = Event.NEVER;
      for (int i = done.nextClearBit(0); i < events.size(); i = done.nextClearBit(i + 1)) {
        Event event = events.get(i);
        if (event.begin() > firstEnd) {
          break;
        }
        left.add(i);
        firstEnd = Math.min(firstEnd, event.end());
      }
      long limit = firstEnd;
      left.removeIf(i -> events.get(i).begin() > limit);
      // The stack takes the last first, and the operation that ended first is the likeliest next.
      left.sort(Comparator.comparingLong((Integer i) -> events.get(i).end()).reversed());
      return left;
    }

    String describe() {
      StringBuilder text =
          new StringBuilder("not linearizable; explained are " + furthest.cardinality());
      text.append(" of ").append(events.size()).append(" operations, with ");
      text.append(furthestTuples).append(" in the space; next would be one of:");
      candidates(furthest).forEach(i -> text.append("\n  ").append(events.get(i)));
      text.append("\nwhole history:");
      events.forEach(event -> text.append("\n  ").append(event));
      return text.toString();
    }
  }
}
