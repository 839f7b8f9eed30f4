package org.tuplespace.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuplespace.SpaceStats;
import org.tuplespace.SpaceStats.Waiting;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.internal.WaitingGroups;

/**
 * Those who are blocked: readers, of whom a tuple serves all, and takers, of whom it serves one.
 */
final class Waiters {

  private final WaitingIndex<Waiter> readers = new WaitingIndex<>();
  private final WaitingIndex<Waiter> takers = new WaitingIndex<>();

  /** Takers of several tuples that have some, and may get more until the end of the step. */
  private final List<Waiter> gathering = new ArrayList<>();

  private long lastOrder;

  void add(Waiter waiter, List<Query> queries) {
    waiter.order = ++lastOrder;
    waiter.registrations = indexOf(waiter).add(queries, waiter, waiter.order);
  }

  void remove(Waiter waiter) {
    indexOf(waiter).remove(waiter.registrations);
    waiter.registrations = null;
  }

  private WaitingIndex<Waiter> indexOf(Waiter waiter) {
    return waiter.takes() ? takers : readers;
  }

  /** Everyone who waits to read such a tuple; by several templates possibly several times. */
  List<Waiter> readers(Tuple tuple) {
    return readers.all(tuple);
  }

  @Nullable Waiter longestWaitingTaker(Tuple tuple) {
    return takers.longestWaiting(tuple);
  }

  /** Remembers that the waiter may get more in this step. */
  void gather(Waiter waiter) {
    gathering.add(waiter);
  }

  /** Those who got some in this step, but not all they want; forgotten with this call. */
  List<Waiter> gathered() {
    if (gathering.isEmpty()) {
      return List.of();
    }
    List<Waiter> gathered = List.copyOf(gathering);
    gathering.clear();
    return gathered;
  }

  boolean isEmpty() {
    return readers.isEmpty() && takers.isEmpty();
  }

  int blockedReaders() {
    return readers.size();
  }

  int blockedTakers() {
    return takers.size();
  }

  int shapeCount() {
    return readers.shapeCount() + takers.shapeCount();
  }

  /** On what everyone waits, who has waited longest first. */
  List<Waiting> groups() {
    WaitingGroups groups = new WaitingGroups();
    everyone().stream()
        .distinct()
        .sorted(Comparator.comparingLong(waiter -> waiter.order))
        .limit(SpaceStats.MOST_LOOKED_AT)
        .forEach(
            waiter ->
                groups.add(
                    waiter.takes(),
                    waiter.templates().stream().map(Template::toString).toList(),
                    waiter.order,
                    waiter.since));
    return groups.oldest();
  }

  /** Everyone; who waits for several templates several times. */
  List<Waiter> everyone() {
    List<Waiter> everyone = new ArrayList<>(readers.everyone());
    everyone.addAll(takers.everyone());
    return everyone;
  }
}
