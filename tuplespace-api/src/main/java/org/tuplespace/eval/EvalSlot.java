package org.tuplespace.eval;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tuplespace.LimitExceededException;
import org.tuplespace.NotReplicatedException;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleCodecException;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.internal.Backoff;
import org.tuplespace.internal.Failures;
import org.tuplespace.internal.eval.ActiveFields;
import org.tuplespace.internal.eval.LiveTuple;

/** One of a worker's threads, which takes a live tuple and puts a passive one, again and again. */
final class EvalSlot implements Runnable {

  private static final Logger LOG = System.getLogger("org.tuplespace.eval");

  private final EvalWorker worker;
  private final Backoff backoff = new Backoff();
  private final Thread thread;

  private boolean isWaiting;
  private boolean isStopping;
  private boolean isGivenUp;
  private @Nullable LiveTuple current;

  EvalSlot(EvalWorker worker, int number) {
    this.worker = worker;
    this.thread = new Thread(this, "tuplespace-eval-" + worker.name() + "-" + number);
  }

  void start() {
    thread.start();
  }

  // ---- what it is told

  /** Takes nothing more. */
  synchronized void stop() {
    isStopping = true;
    notifyAll();
    if (isWaiting) {
      thread.interrupt();
    }
  }

  /** Gives back what is under way, and interrupts it. */
  void giveBack() {
    LiveTuple live;
    synchronized (this) {
      isGivenUp = true;
      notifyAll();
      live = current;
    }
    if (live == null) {
      return;
    }
    try {
      live.release();
    } catch (TupleSpaceException e) {
      // It has just ended, or goes back with its lease.
    }
    thread.interrupt();
  }

  private synchronized boolean isStopping() {
    return isStopping;
  }

  // ---- the loop

  @Override
  public void run() {
    try {
      boolean goesOn;
      do {
        goesOn = doNext();
      } while (goesOn);
    } finally {
      worker.slotEnded();
    }
  }

  private boolean doNext() {
    try {
      Optional<LiveTuple> live = take();
      if (live.isEmpty()) {
        return false;
      }
      compute(live.get());
      return true;
    } catch (InterruptedException e) {
      return !isStopping(); // an interrupt that isn't ours means nothing
    } catch (TransactionEndedException e) {
      return true; // out of touch for too long
    } catch (TupleSpaceClosedException e) {
      return false;
    } catch (TupleSpaceException e) {
      LOG.log(Level.WARNING, worker + " can't take or end a live tuple, and tries again", e);
      return pause(backoff.next(), false);
    }
  }

  /** Empty if none is to be taken any more. */
  private Optional<LiveTuple> take() throws InterruptedException {
    synchronized (this) {
      isWaiting = !isStopping;
      if (isStopping) {
        return Optional.empty();
      }
    }
    LiveTuple taken = null;
    try {
      taken = LiveTuple.takeAny(worker.space(), worker.leases(), worker.lacking());
    } finally {
      synchronized (this) {
        isWaiting = false;
        current = taken;
        boolean unused = Thread.interrupted(); // came from stop, or means nothing
      }
    }
    backoff.reset();
    if (isStopping()) {
      end(taken);
      taken.release();
      return Optional.empty();
    }
    return Optional.of(taken);
  }

  private synchronized void end(LiveTuple live) {
    if (current == live) {
      current = null;
    }
  }

  // ---- one live tuple

  private void compute(LiveTuple live) {
    try (live) {
      computeAndEnd(live);
    } catch (NotReplicatedException e) {
      LOG.log(Level.WARNING, "a tuple was evaluated, but isn't replicated", e);
      worker.evaluated();
    } finally {
      end(live);
    }
  }

  private void computeAndEnd(LiveTuple live) {
    ActiveFields fields;
    try {
      fields = live.fields().orElse(null);
    } catch (TupleCodecException | LinkageError e) {
      leave(live, e);
      return;
    }
    if (fields == null) {
      live.drop(this::pauseEnding);
      return;
    }
    Tuple passive = null;
    Throwable failure = live.isDeadly() ? live.crashes() : null;
    if (failure == null) {
      try {
        passive = fields.evaluateBlocking(worker.space(), worker.fieldThreads(), each -> each);
      } catch (Throwable e) { // errors too: the field is at fault, not its worker
        failure = Failures.unwrap(e);
      }
    }
    boolean unused = Thread.interrupted();
    if (failure instanceof NoClassDefFoundError) {
      leave(live, failure);
      return;
    }
    if (passive != null) {
      failure = putResults(live, passive);
    }
    if (failure != null) {
      live.fail(fields.given(), failure, true, this::pauseEnding);
    }
    worker.evaluated();
  }

  /** What was wrong with the tuple; null if it is there. */
  private @Nullable Throwable putResults(LiveTuple live, Tuple passive) {
    try {
      live.succeed(passive, true, this::pauseEnding);
      return null;
    } catch (IllegalArgumentException | TupleCodecException | LimitExceededException e) {
      return e;
    }
  }

  /** Leaves it to a worker that has its classes. */
  private void leave(LiveTuple live, Throwable why) {
    if (worker.lacking().add(live.classNames())) {
      LOG.log(
          Level.WARNING, worker + " leaves what needs " + live.classNames() + " to others: " + why);
    }
    live.release();
  }

  private boolean pauseEnding(Duration time) {
    return pause(time, true);
  }

  /**
   * Waits before the next attempt.
   *
   * @param toEnd whether to end what is under way, rather than to take more
   * @return false if there shall be none
   */
  private synchronized boolean pause(Duration time, boolean toEnd) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos();
        left > 0 && !(toEnd ? isGivenUp : isStopping);
        left = end - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        // From giveBack, which the loop sees, or it means nothing.
      }
    }
    return !(toEnd ? isGivenUp : isStopping);
  }
}
