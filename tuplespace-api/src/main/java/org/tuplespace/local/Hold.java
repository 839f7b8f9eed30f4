package org.tuplespace.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Transaction.State;
import org.tuplespace.internal.Arguments;

/**
 * What a transaction has taken, and who waits under it. Guarded by the lock of the space, which
 * decides here how the transaction ends; the transaction itself is told later.
 */
final class Hold {

  private final LocalTransaction transaction;
  private final List<StoredTuple> taken = new ArrayList<>();
  private final Set<Waiter> waiters = new LinkedHashSet<>();
  private State state = State.ACTIVE;
  private String reason = "";

  /** When the lease is over; null if it is never. */
  @Nullable Appointment leaseEnd;

  Hold(LocalTransaction transaction) {
    this.transaction = transaction;
  }

  // ---- taking

  void add(StoredTuple stored) {
    taken.add(stored);
  }

  int size() {
    return taken.size();
  }

  /** How many more it may take. */
  int room() {
    return Arguments.MAX_TUPLES_PER_STEP - taken.size();
  }

  void addWaiter(Waiter waiter) {
    waiters.add(waiter);
  }

  void removeWaiter(Waiter waiter) {
    waiters.remove(waiter);
  }

  List<Waiter> waiters() {
    return List.copyOf(waiters);
  }

  boolean isInUse() {
    return !taken.isEmpty() || !waiters.isEmpty();
  }

  // ---- the end

  boolean isOver() {
    return state != State.ACTIVE;
  }

  State state() {
    return state;
  }

  /** Why it ended, as the end of a sentence; empty if the state says enough. */
  String reason() {
    return reason;
  }

  /** Ends, and hands over what was taken, the oldest first. */
  List<StoredTuple> end(State how, String why) {
    state = how;
    reason = why;
    taken.sort(Comparator.comparingLong(stored -> stored.order));
    List<StoredTuple> all = List.copyOf(taken);
    taken.clear();
    return all;
  }

  LocalTransaction transaction() {
    return transaction;
  }
}
