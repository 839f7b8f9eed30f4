package org.tuplespace.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Questions to a worker that it answers once each of its slots has had no job in hand: how many
 * jobs they had begun until then. Thread-safe.
 */
final class Asks {

  /** Who asked has asked again by then. */
  private static final long LIFE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final List<Ask> open = new ArrayList<>();

  private static final class Ask {
    private final long since = System.nanoTime();
    private final Consumer<Long> answer;
    private final Map<Slot, Long> begun = new HashMap<>();

    Ask(Consumer<Long> answer) {
      this.answer = answer;
    }
  }

  synchronized void add(Consumer<Long> answer) {
    open.removeIf(ask -> System.nanoTime() - ask.since > LIFE_NANOS);
    open.add(new Ask(answer));
  }

  synchronized boolean isOpenTo(Slot slot) {
    return open.stream().anyMatch(ask -> !ask.begun.containsKey(slot));
  }

  /**
   * The slot has no job in hand.
   *
   * @param begun how many it has begun
   * @param slots how many there are
   */
  void isIdle(Slot slot, long begun, int slots) {
    List<Ask> answered = new ArrayList<>();
    synchronized (this) {
      for (Ask ask : open) {
        ask.begun.putIfAbsent(slot, begun);
        if (ask.begun.size() == slots) {
          answered.add(ask);
        }
      }
      open.removeAll(answered);
    }
    for (Ask ask : answered) {
      ask.answer.accept(ask.begun.values().stream().mapToLong(Long::longValue).sum());
    }
  }
}
