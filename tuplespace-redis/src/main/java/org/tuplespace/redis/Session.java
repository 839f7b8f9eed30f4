package org.tuplespace.redis;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What the server knows a client by: an id under a lease, slots for its operations, and the claims
 * that it has not acknowledged yet. Thread-safe.
 */
final class Session {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** A server that comes back has lost less than what it wrote in this time. */
  private static final long LOSS_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int MAX_UNDONE = 100;

  private final String id = randomId();
  private final Deque<Slot> free = new ArrayDeque<>();
  private final List<Slot> claimed = new ArrayList<>();
  private final List<String> servedWaits = new ArrayList<>();

  /** What has arrived, until the server is known to have been told; close tells all of it. */
  private final Set<Slot> unconfirmed = new LinkedHashSet<>();

  private final Set<String> unconfirmedWaits = new LinkedHashSet<>();
  private final Deque<Slot> freePlaces = new ArrayDeque<>();

  private final Queue<Undone> undone = new ArrayDeque<>();
  private int slots;
  private int places;
  private boolean ended;

  /** Which space of the name this was opened in. */
  private volatile String birth = "";

  static String randomId() {
    byte[] bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  String id() {
    return id;
  }

  void openedIn(String space) {
    birth = space;
  }

  /** Whether the server has lost the other's space, and whatever was done there. */
  boolean isInAnotherSpace(Session other) {
    return !birth.equals(other.birth);
  }

  /** A slot for one operation, the one used last if it is free: that acknowledges it soonest. */
  synchronized Slot acquire() {
    while (!undone.isEmpty() && System.nanoTime() - undone.element().since() > LOSS_NANOS) {
      reuseUndone();
    }
    Slot slot = free.poll();
    if (slot == null) {
      slot = new Slot(slots++);
    }
    slot.next();
    return slot;
  }

  /** A place for one transaction. */
  synchronized Slot acquirePlace() {
    Slot place = freePlaces.poll();
    if (place == null) {
      place = new Slot(places++);
    }
    place.next();
    return place;
  }

  /** The server has finished the transaction of this place. */
  synchronized void releasePlace(Slot place) {
    if (!place.isFree()) {
      place.free();
      freePlaces.push(place);
    }
  }

  /** Gives a slot back whose operation was answered and claims nothing. */
  synchronized void release(Slot slot) {
    confirmed(slot, slot.claim());
    slot.free();
    free.push(slot);
  }

  /**
   * Gives a slot back whose operation was undone. It is not used for a while: had the server lost
   * that, the next operation there would acknowledge what nobody got.
   *
   * @param undo what the server was told, and can be told again
   */
  synchronized void releaseUndone(Slot slot, Args undo) {
    confirmed(slot, slot.claim());
    undone.add(new Undone(slot, undo, System.nanoTime()));
    if (undone.size() > MAX_UNDONE) {
      reuseUndone();
    }
  }

  private void reuseUndone() {
    Slot slot = undone.remove().slot();
    slot.free();
    free.addLast(slot);
  }

  /** What was undone lately, as the server was told. */
  synchronized List<Args> undone() {
    return undone.stream().map(Undone::undo).toList();
  }

  private record Undone(Slot slot, Args undo, long since) {}

  /**
   * The operation of a slot ended without an answer, so what the slot claimed before was perhaps
   * not acknowledged by it.
   *
   * @param reusable false if a late copy of the operation may still be recorded there
   * @return whether something is to be acknowledged
   */
  synchronized boolean releaseUnanswered(Slot slot, boolean reusable) {
    slot.free();
    if (reusable) {
      free.push(slot);
    }
    if (slot.claim() == 0) {
      return false;
    }
    claimed.add(slot);
    return true;
  }

  /**
   * Gives a slot back whose operation brought a claim to its caller, which is now to be
   * acknowledged.
   *
   * @param wanted asked whether the caller still takes it; must not block
   * @return false if it doesn't, or the session has ended: then the claim is to be put back
   */
  synchronized boolean deliver(Slot slot, BooleanSupplier wanted) {
    if (ended || !wanted.getAsBoolean()) {
      return false;
    }
    slot.delivered();
    slot.free();
    free.push(slot);
    claimed.add(slot);
    unconfirmed.add(slot);
    return true;
  }

  /** As {@link #deliver(Slot, BooleanSupplier)}, for what a wait was served. */
  synchronized boolean deliver(String wait, BooleanSupplier wanted) {
    if (ended || !wanted.getAsBoolean()) {
      return false;
    }
    servedWaits.add(wait);
    unconfirmedWaits.add(wait);
    return true;
  }

  /** Whether what this wait was served has arrived, and the server may not know. */
  synchronized boolean hasArrived(String wait) {
    return unconfirmedWaits.contains(wait);
  }

  /**
   * What is to be acknowledged now, taken off the list. A slot in use is left out: its operation
   * acknowledges what the slot claimed before.
   */
  synchronized Arrivals takeArrivals() {
    Map<Slot, Long> numbers = new LinkedHashMap<>();
    for (Slot slot : claimed) {
      if (slot.isFree() && slot.claim() != 0) {
        numbers.put(slot, slot.claim());
      }
    }
    Arrivals arrivals = new Arrivals(numbers, List.copyOf(servedWaits));
    claimed.clear();
    servedWaits.clear();
    return arrivals;
  }

  /** All that the server may not know of, though it may be on its way there. */
  synchronized Arrivals unconfirmedArrivals() {
    Map<Slot, Long> numbers = new LinkedHashMap<>();
    for (Slot slot : unconfirmed) {
      numbers.put(slot, slot.claim());
    }
    return new Arrivals(numbers, List.copyOf(unconfirmedWaits));
  }

  /**
   * Everything that has arrived in slots that are not in use, whether the server was told or not;
   * those in use acknowledge by themselves.
   *
   * @param page so many at most in each of the list
   */
  synchronized List<Arrivals> settledSlots(int page) {
    List<Arrivals> pages = new ArrayList<>();
    Map<Slot, Long> numbers = new LinkedHashMap<>();
    for (Slot slot : free) {
      numbers.put(slot, slot.number());
      if (numbers.size() == page) {
        pages.add(new Arrivals(numbers, List.of()));
        numbers = new LinkedHashMap<>();
      }
    }
    pages.add(new Arrivals(numbers, List.of()));
    return pages;
  }

  synchronized void acknowledged(Arrivals arrivals) {
    arrivals.slots().forEach(this::confirmed);
    arrivals.waits().forEach(unconfirmedWaits::remove);
  }

  /** The server did not answer: these are to be told again. */
  synchronized void notAcknowledged(Arrivals arrivals) {
    claimed.addAll(arrivals.slots().keySet());
    servedWaits.addAll(arrivals.waits());
  }

  private void confirmed(Slot slot, long number) {
    slot.acknowledged(number);
    if (slot.claim() == 0) {
      unconfirmed.remove(slot);
    }
  }

  /** From here on nothing that arrives is delivered. */
  synchronized void end() {
    ended = true;
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
