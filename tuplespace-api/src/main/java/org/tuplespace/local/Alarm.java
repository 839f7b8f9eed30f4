package org.tuplespace.local;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that what is due is done in time although no one calls the space: on a daemon thread,
 * which there is only while someone would notice. Guarded by the lock of the space.
 */
final class Alarm {

  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ReentrantLock lock;
  private final Agenda agenda;
  private final LongSupplier clock;
  private final BooleanSupplier isNeeded;
  private final Runnable catchUp;
  private final ThreadFactory threads;
  private final Condition changed;
  private @Nullable Thread thread;
  private long sleepsUntil;

  /**
   * @param isNeeded whether someone waits for what is on the agenda
   * @param catchUp does what is due
   */
  Alarm(
      ReentrantLock lock,
      Agenda agenda,
      LongSupplier clock,
      BooleanSupplier isNeeded,
      Runnable catchUp,
      ThreadFactory threads) {
    this.lock = lock;
    this.agenda = agenda;
    this.clock = clock;
    this.isNeeded = isNeeded;
    this.catchUp = catchUp;
    this.threads = threads;
    this.changed = lock.newCondition();
  }

  boolean isRunning() {
    return thread != null;
  }

  /** To be called when the agenda, or whether it matters, may have changed. */
  void adjust() {
    long next = wakeTime();
    if (thread != null) {
      // Awake also when no longer needed, to end soon.
      if (next < sleepsUntil || (next == Agenda.NEVER && sleepsUntil != Agenda.NEVER)) {
        changed.signal();
      }
    } else if (next != Agenda.NEVER) {
      thread = threads.newThread(this::run);
      thread.start();
    }
  }

  private long wakeTime() {
    return isNeeded.getAsBoolean() ? agenda.nextTime() : Agenda.NEVER;
  }

  private void run() {
    lock.lock();
    try {
      boolean lingered = false;
      while (true) {
        catchUp.run();
        sleepsUntil = wakeTime();
        if (sleepsUntil != Agenda.NEVER) {
          lingered = false;
          changed.awaitNanos(sleepsUntil - clock.getAsLong());
        } else if (lingered) {
          return;
        } else {
          lingered = changed.awaitNanos(LINGER_NANOS) <= 0;
        }
      }
    } catch (InterruptedException e) {
      // by someone who found this thread; the next call that needs one starts another
    } finally {
      thread = null;
      lock.unlock();
    }
  }

  /** Ends the thread, if there is one, once the lock is free. */
  void stop() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
