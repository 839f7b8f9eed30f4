package org.tuplespace.local;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.tuplespace.Transaction.State;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.internal.Arguments;

/**
 * What the transactions of a space hold, and their leases. Guarded by the lock of {@link
 * LocalSpace}.
 */
final class Holds {

  private final Contents contents;
  private final Agenda agenda;
  private final LongSupplier clock;
  private final Executor completions;
  private final Set<Hold> active = new LinkedHashSet<>();

  /**
   * @param completions on which transactions are told that they have ended
   */
  Holds(Contents contents, Agenda agenda, LongSupplier clock, Executor completions) {
    this.contents = contents;
    this.agenda = agenda;
    this.clock = clock;
    this.completions = completions;
  }

  void begin(Hold hold, Duration lease) {
    active.add(hold);
    grant(hold, lease);
  }

  /** The lease begins anew. */
  void grant(Hold hold, Duration lease) {
    if (hold.leaseEnd != null) {
      agenda.cancel(hold.leaseEnd);
    }
    long end = Agenda.after(clock.getAsLong(), Arguments.clampedNanos(lease));
    hold.leaseEnd = end == Agenda.NEVER ? null : agenda.add(end, () -> expire(hold));
  }

  private void expire(Hold hold) {
    contents.showAgain(delivered(end(hold, State.EXPIRED, "")));
    completions.execute(hold.transaction()::noticeEnd);
  }

  /** What it took is gone for good. */
  void commit(Hold hold) {
    end(hold, State.COMMITTED, "");
  }

  /**
   * What it took goes back.
   *
   * @param delivered whether that counts
   */
  void abort(Hold hold, boolean delivered) {
    List<StoredTuple> taken = end(hold, State.ABORTED, "");
    contents.showAgain(delivered ? delivered(taken) : taken);
  }

  /** The space is closed, and what it held gone. */
  void closeAll(TupleSpaceClosedException reason) {
    for (Hold hold : List.copyOf(active)) {
      end(hold, State.ABORTED, ": " + reason.getMessage());
      completions.execute(hold.transaction()::noticeEnd);
    }
  }

  private static List<StoredTuple> delivered(List<StoredTuple> taken) {
    return taken.stream().map(StoredTuple::deliveredOnceMore).toList();
  }

  /** Ends the hold, and whatever is still blocked under it; answers what it held. */
  private List<StoredTuple> end(Hold hold, State how, String reason) {
    List<StoredTuple> taken = hold.end(how, reason);
    active.remove(hold);
    if (hold.leaseEnd != null) {
      agenda.cancel(hold.leaseEnd);
      hold.leaseEnd = null;
    }
    for (Waiter waiter : hold.waiters()) {
      contents.fail(waiter, hold.transaction().tooLate());
    }
    return taken;
  }

  /** How many tuples are held. */
  long countHeld() {
    return active.stream().mapToLong(Hold::size).sum();
  }

  int size() {
    return active.size();
  }

  /** How many have taken something, or wait to. */
  long countInUse() {
    return active.stream().filter(Hold::isInUse).count();
  }
}
