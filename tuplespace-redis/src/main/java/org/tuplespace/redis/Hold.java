package org.tuplespace.redis;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.internal.Arguments;

/**
 * What the server keeps for a transaction, as far as this client knows: its place in the session,
 * how many tuples it holds, and when its lease ends. The server knows nothing of it before its
 * first take. Thread-safe.
 */
final class Hold {

  private static final Duration ASKING = Duration.ofSeconds(1);

  private final Partition partition;
  private final RedisTransaction transaction;
  private final Session session;
  private final Slot place;
  private final long number;

  private long leaseEnd;
  private long askAgain = System.nanoTime();
  private int held;
  private boolean used;
  private boolean ended;

  Hold(Partition partition, RedisTransaction transaction, Duration lease) {
    this.partition = partition;
    this.transaction = transaction;
    this.session = partition.session();
    this.place = session.acquirePlace();
    this.number = place.number();
    renewed(lease);
  }

  Session session() {
    return session;
  }

  /** Place and number, as scripts want it. */
  String name() {
    return place.index + ":" + number;
  }

  /** Place, number and what is left of the lease, as the script that takes wants it. */
  synchronized String forTake() {
    used = true;
    return name() + ":" + Math.max(leaseLeft() / 1_000_000, 1);
  }

  /** Whether the server may know of it. */
  synchronized boolean isUsed() {
    return used;
  }

  /** How many tuples were delivered under it. */
  synchronized int held() {
    return held;
  }

  /**
   * Counts tuples that reach the caller.
   *
   * @param wanted asked whether the caller still takes them; must not block
   * @return false if it doesn't, or the transaction has ended: then they are to be put back
   */
  synchronized boolean deliver(int tuples, BooleanSupplier wanted) {
    if (ended || !wanted.getAsBoolean()) {
      return false;
    }
    held += tuples;
    return true;
  }

  // ---- the lease

  synchronized void renewed(Duration lease) {
    leaseEnd = System.nanoTime() + Math.min(Arguments.clampedNanos(lease), Long.MAX_VALUE / 4);
  }

  /** Nanoseconds by this client's clock; the server's decides. */
  synchronized long leaseLeft() {
    return leaseEnd - System.nanoTime();
  }

  /** Whether the lease seems to be over, and the server was not asked a moment ago. */
  synchronized boolean mayBeOver() {
    return leaseLeft() <= 0 && System.nanoTime() - askAgain >= 0;
  }

  /** The server is being asked whether the lease is over. */
  synchronized void isBeingAsked() {
    askAgain = System.nanoTime() + ASKING.toNanos();
  }

  /**
   * The server's word on the lease.
   *
   * @return whether the transaction goes on
   */
  boolean answered(Reply reply) {
    if (reply.is("OK")) {
      renewed(Duration.ofMillis(reply.number(0)));
      return true;
    }
    if (reply.is("DROPPED")) {
      partition.dropped();
      return false;
    }
    if (reply.is("UNKNOWN") && held() == 0 && leaseLeft() > 0) {
      return true; // its first take is still under way
    }
    expired();
    return false;
  }

  // ---- the end

  synchronized boolean hasEnded() {
    return ended;
  }

  /** From here on nothing is delivered under it. */
  synchronized void end() {
    ended = true;
  }

  /** The server keeps nothing for it any more, and its place can be used again. */
  void finish() {
    end();
    partition.holds().remove(this);
    session.releasePlace(place);
  }

  /** Its lease is over, or its session. Answers what to tell the caller who found out. */
  TransactionEndedException expired() {
    boolean first;
    synchronized (this) {
      first = !ended;
      ended = true;
    }
    partition.holds().remove(this);
    if (first) {
      try {
        partition.threads().completer().execute(transaction::expired);
      } catch (RejectedExecutionException e) {
        transaction.expired(); // the space has closed, and this thread is not the connection's
      }
    }
    return transaction.tooLate();
  }

  /** The space is closed, which gives back what this holds. */
  void closed() {
    end();
    transaction.closed();
  }
}
