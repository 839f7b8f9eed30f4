package org.tuplespace.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The slots of one worker, and what they are told to do. Thread-safe. */
final class Crew {

  /** What the slots do; only forward. */
  enum Mode {
    WORKING,
    /** They end when nothing is left. */
    DRAINING,
    /** They end after the job under way. */
    STOPPING
  }

  private final List<Slot> slots = new ArrayList<>();
  private volatile Mode mode = Mode.WORKING;
  private int slotsLeft;
  private int alive;
  private Runnable whenEnded = () -> {};
  private final Asks asks = new Asks();
  private volatile boolean graceIsOver;
  private volatile boolean paused;
  private volatile long done;

  /** Before {@link #start}. */
  void add(Slot slot) {
    slots.add(slot);
  }

  /**
   * Begins.
   *
   * @param atEnd run when the last slot has ended
   */
  void start(Runnable atEnd) {
    synchronized (this) {
      alive = slots.size();
      slotsLeft = alive;
      whenEnded = atEnd;
    }
    slots.forEach(Slot::start);
  }

  Mode mode() {
    return mode;
  }

  void become(Mode next) {
    synchronized (this) {
      if (next.compareTo(mode) <= 0) {
        return;
      }
      mode = next;
      notifyAll();
    }
    slots.forEach(Slot::wake);
  }

  /** The queue was paused, or resumed. */
  void pausedIs(boolean isPaused) {
    synchronized (this) {
      paused = isPaused;
      notifyAll();
    }
    if (isPaused) {
      slots.forEach(Slot::wake);
    }
  }

  boolean isPaused() {
    return paused;
  }

  /** Waits while the queue is paused; a worker that is told to stop need not. */
  void awaitOpen(Slot slot) throws InterruptedException {
    while (isClosed()) {
      slot.tellIdle();
      synchronized (this) {
        if (isClosed() && !asks.isOpenTo(slot)) {
          wait();
        }
      }
    }
  }

  private boolean isClosed() {
    return paused && mode != Mode.STOPPING;
  }

  // ---- what it is asked

  /**
   * Answers once each slot has had no job in hand, and found none unless the queue is paused: with
   * the number of jobs that they had begun by then.
   */
  void whenIdle(Consumer<Long> answer) {
    asks.add(answer);
    synchronized (this) {
      notifyAll();
    }
    slots.forEach(Slot::wake);
  }

  boolean isAsked(Slot slot) {
    return asks.isOpenTo(slot);
  }

  /** The slot has no job in hand. */
  void isIdle(Slot slot, long begun) {
    asks.isIdle(slot, begun, slots.size());
  }

  /**
   * Ends the job of this id, if one of the slots has it.
   *
   * @return whether one had
   */
  boolean cancel(String id) {
    if (isCancelled(id)) {
      return true;
    }
    settle(); // it may have been taken, and be on its way to a slot
    return isCancelled(id);
  }

  private boolean isCancelled(String id) {
    return slots.stream().anyMatch(slot -> slot.cancel(id));
  }

  /** Has the slots that wait for a job begin anew, so that it is known which job each has. */
  private void settle() {
    long[] turns = slots.stream().mapToLong(Slot::turn).toArray();
    try {
      for (int i = 0; i < turns.length; i++) {
        slots.get(i).awaitTurn(turns[i]);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the worker closes
    }
  }

  int size() {
    return slots.size();
  }

  List<String> running() {
    return slots.stream().map(Slot::running).filter(Objects::nonNull).toList();
  }

  long done() {
    return done;
  }

  synchronized void jobEnded() {
    done += 1;
    notifyAll();
  }

  void slotEnded() {
    boolean isLast;
    synchronized (this) {
      isLast = slotsLeft == 1;
      slotsLeft--;
    }
    if (isLast) {
      whenEnded.run();
    }
    synchronized (this) {
      alive--;
      notifyAll();
    }
  }

  /**
   * Whether what other slots run may leave more to do; waits for one of them to end its job.
   *
   * @param before how many jobs had ended when the caller found that nothing was left
   */
  boolean isMoreToCome(long before) throws InterruptedException {
    while (mode == Mode.DRAINING && done == before) {
      if (running().isEmpty()) {
        return done != before;
      }
      synchronized (this) {
        if (mode == Mode.DRAINING && done == before) {
          wait();
        }
      }
    }
    return mode == Mode.DRAINING;
  }

  /**
   * Waits before the next attempt to take a job.
   *
   * @return false if none is to be taken any more
   */
  boolean pauseTaking(Duration time) {
    return pause(time, () -> mode != Mode.STOPPING);
  }

  /**
   * Waits before the next attempt to end a job.
   *
   * @return false if there is no time for another
   */
  boolean pauseEnding(Duration time) {
    return pause(time, () -> !graceIsOver);
  }

  private synchronized boolean pause(Duration time, BooleanSupplier goesOn) {
    long end = System.nanoTime() + time.toNanos();
    boolean interrupted = false;
    for (long left = time.toNanos();
        left > 0 && goesOn.getAsBoolean();
        left = end - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return goesOn.getAsBoolean();
  }

  /**
   * Waits until all slots have ended.
   *
   * @param time null for ever
   * @return false if they haven't in time
   */
  synchronized boolean awaitEnd(@Nullable Duration time) throws InterruptedException {
    long start = System.nanoTime();
    while (alive > 0) {
      if (time == null) {
        wait();
        continue;
      }
      long left = time.minusNanos(System.nanoTime() - start).toNanos();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** Takes their jobs from those who have had time enough. */
  void giveBack() {
    synchronized (this) {
      graceIsOver = true;
      notifyAll();
    }
    slots.forEach(Slot::giveBack);
  }
}
