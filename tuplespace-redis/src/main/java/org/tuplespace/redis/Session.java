package org.tuplespace.redis;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What the server knows a client by: an id under a lease, slots for its operations, and the claims
 * that it has not acknowledged yet. Thread-safe.
 */
final class Session {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String id = randomId();
  private final Deque<Slot> free = new ArrayDeque<>();
  private final List<Slot> claimed = new ArrayList<>();
  private final List<String> servedWaits = new ArrayList<>();
  private int slots;
  private boolean ended;

  static String randomId() {
    byte[] bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  String id() {
    return id;
  }

  /** A slot for one operation, the one used last if it is free: that acknowledges it soonest. */
  synchronized Slot acquire() {
    Slot slot = free.poll();
    if (slot == null) {
      slot = new Slot(slots++);
    }
    slot.next();
    return slot;
  }

  /** Gives a slot back whose operation has ended and claims nothing. */
  synchronized void release(Slot slot) {
    slot.end(false);
    free.push(slot);
  }

  /**
   * Gives a slot back whose operation brought a claim to its caller, which is now to be acknowledged.
   *
   * @param wanted asked whether the caller still takes it; must not block
   * @return false if it doesn't, or the session has ended: then the claim is to be put back
   */
  synchronized boolean deliver(Slot slot, BooleanSupplier wanted) {
    if (ended || !wanted.getAsBoolean()) {
      return false;
    }
    slot.end(true);
    free.push(slot);
    claimed.add(slot);
    return true;
  }

  /** As {@link #deliver(Slot, BooleanSupplier)}, for what a wait was served. */
  synchronized boolean deliver(String wait, BooleanSupplier wanted) {
    if (ended || !wanted.getAsBoolean()) {
      return false;
    }
    servedWaits.add(wait);
    return true;
  }

  /** What is to be acknowledged now, taken off the list. */
  synchronized Arrivals takeArrivals() {
    Map<Slot, Long> numbers = new LinkedHashMap<>();
    for (Slot slot : claimed) {
      Long number = slot.unacknowledged();
      if (number != null) {
        numbers.put(slot, number);
      }
    }
    Arrivals arrivals = new Arrivals(numbers, List.copyOf(servedWaits));
    claimed.clear();
    servedWaits.clear();
    return arrivals;
  }

  synchronized void acknowledged(Arrivals arrivals) {
    arrivals.slots().forEach(Slot::acknowledged);
  }

  /** From here on nothing that arrives is delivered. */
  synchronized void end() {
    ended = true;
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  /**
   * Claims that arrived.
   *
   * @param slots each with the number of the operation
   * @param waits their ids
   */
  record Arrivals(Map<Slot, Long> slots, List<String> waits) {
    boolean isEmpty() {
      return slots.isEmpty() && waits.isEmpty();
    }

    Args args(Session session) {
      Args args = Args.of(session.id());
      slots.forEach((slot, number) -> args.add("s").add(slot.index).add(number));
      waits.forEach(wait -> args.add("w").add(wait).add(""));
      return args;
    }
  }
}
