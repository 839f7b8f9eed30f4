package org.tuplespace.jobs;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.LimitExceededException;
import org.tuplespace.NotReplicatedException;
import org.tuplespace.SpaceFullException;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleCodecException;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.internal.Backoff;

/** One of a worker's threads, which takes a job, runs it and ends it, again and again. */
final class Slot implements Runnable {

  private static final Logger LOG = System.getLogger("org.tuplespace.jobs");

  /** How long a draining worker waits at once for a job that may have come from elsewhere. */
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

  /** It waits at least so long while there are delayed jobs, whatever the clocks say. */
  private static final Duration SHORTEST_LOOK = Duration.ofMillis(20);

  private final Crew crew;
  private final JobQueue queue;
  private final Handlers handlers;
  private final String worker;
  private final Backoff backoff;
  private final Thread thread;

  private boolean sawDelayed;
  private long begun;
  private boolean isWaiting;
  private long turns;
  private @Nullable TakenJob current;

  /** Has asked for the next job already; for the thread alone. */
  private @Nullable Attempt ahead;

  Slot(Crew crew, JobQueue queue, Handlers handlers, String worker, int number) {
    this.crew = crew;
    this.queue = queue;
    this.handlers = handlers;
    this.worker = worker;
    this.backoff = new Backoff();
    this.thread = new Thread(this, "tuplespace-worker-" + worker + "-" + number);
  }

  void start() {
    thread.start();
  }

  /** The id of the job that is run now; null if there is none. */
  synchronized @Nullable String running() {
    return current == null ? null : current.id();
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
      try {
        giveUpAhead();
      } finally {
        crew.slotEnded();
      }
    }
  }

  private boolean doNext() {
    long before = crew.done();
    try {
      Optional<TakenJob> job = take();
      if (job.isPresent()) {
        doJob(job.get());
        return true;
      }
      return switch (crew.mode()) {
        case WORKING -> true;
        case DRAINING -> crew.isPaused() || sawDelayed || crew.isMoreToCome(before);
        case STOPPING -> false;
      };
    } catch (InterruptedException e) {
      return crew.mode() != Crew.Mode.STOPPING; // an interrupt that isn't ours means nothing
    } catch (TransactionEndedException e) {
      return true; // out of touch for too long, with nothing in hand
    } catch (TupleSpaceClosedException e) {
      return false;
    } catch (TupleSpaceException e) {
      // The server is away or silent, or a job can't be read here.
      LOG.log(Level.WARNING, "worker " + worker + " can't take a job, and tries again", e);
      return crew.pauseTaking(backoff.next());
    }
  }

  private Optional<TakenJob> take() throws InterruptedException {
    Attempt asked = ahead;
    ahead = null;
    boolean isAsked = false;
    if (asked == null) {
      crew.awaitOpen(this);
      if (!beginWaiting()) {
        return Optional.empty();
      }
      isAsked = crew.isAsked(this);
    }
    Optional<TakenJob> taken = Optional.empty();
    try {
      if (asked != null) {
        taken = Optional.of(queue.search().answerTo(asked));
      } else if (crew.mode() == Crew.Mode.DRAINING) {
        taken = queue.dequeue(timeUntilMore());
      } else {
        taken = isAsked ? queue.dequeue(Duration.ZERO) : Optional.of(queue.dequeue());
      }
    } finally {
      endWaiting(taken.orElse(null));
    }
    backoff.reset();
    if (taken.isPresent()) {
      begun++;
    } else if (isAsked) {
      tellIdle();
    }
    if (taken.isPresent() && (crew.mode() == Crew.Mode.STOPPING || crew.isPaused())) {
      setCurrent(null);
      taken.get().release();
      return Optional.empty();
    }
    return taken;
  }

  /** Tells those who have asked that there is no job in hand. */
  void tellIdle() {
    crew.isIdle(this, begun);
  }

  /**
   * How long a draining worker waits. It looks for delayed jobs first, and then for jobs: one whose
   * delay ends in between is found by the latter.
   */
  private Duration timeUntilMore() {
    Optional<Tuple> delayed = queue.space().rdp(queue.tuples().jobs().delayed());
    sawDelayed = delayed.isPresent();
    if (delayed.isEmpty()) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(Instant.now(), delayed.get().get(3, Instant.class));
    if (left.compareTo(LONGEST_LOOK) > 0) {
      return LONGEST_LOOK;
    }
    return left.isNegative() ? SHORTEST_LOOK : left.plus(SHORTEST_LOOK);
  }

  private synchronized boolean beginWaiting() {
    isWaiting = crew.mode() != Crew.Mode.STOPPING && !crew.isPaused();
    turns++;
    return isWaiting;
  }

  private synchronized void endWaiting(@Nullable TakenJob taken) {
    isWaiting = false;
    turns++;
    notifyAll();
    current = taken;
    boolean unused = Thread.interrupted(); // came from wake, or means nothing
  }

  /**
   * Asks for the next job while the end of this one is on its way: the server is told of both at
   * once. From here on this waits, as far as others can tell.
   */
  private void askAhead() {
    if (ahead != null || !beginWaiting()) {
      return;
    }
    if (crew.mode() == Crew.Mode.WORKING && !crew.isAsked(this)) {
      try {
        ahead = queue.search().askAhead();
      } catch (TupleSpaceException e) {
        // The next take finds it out.
      }
    }
    if (ahead == null) {
      stopWaiting();
    }
  }

  private void giveUpAhead() {
    Attempt asked = ahead;
    if (asked != null) {
      ahead = null;
      try {
        asked.end();
      } finally {
        stopWaiting();
      }
    }
  }

  private synchronized void stopWaiting() {
    endWaiting(current);
  }

  private synchronized void setCurrent(@Nullable TakenJob job) {
    current = job;
  }

  /** What is to be done has changed: who waits for a job looks at it. */
  synchronized void wake() {
    if (isWaiting) {
      thread.interrupt();
    }
  }

  /**
   * Ends the job of this id, and interrupts it.
   *
   * @return false if it isn't the one under way
   */
  boolean cancel(String id) {
    TakenJob job;
    synchronized (this) {
      job = current;
    }
    if (job == null || !job.id().equals(id) || !job.cancel()) {
      return false;
    }
    synchronized (this) {
      if (current == job) { // else the thread does something else by now
        thread.interrupt();
      }
    }
    return true;
  }

  /**
   * Has a wait for a job begin anew, since it isn't known what this has until it is over.
   *
   * @return for {@link #awaitTurn}
   */
  synchronized long turn() {
    wake();
    return turns;
  }

  /** Returns when the wait that {@link #turn} found, if there was one, is over. */
  synchronized void awaitTurn(long turn) throws InterruptedException {
    while (isWaiting && turns == turn) {
      wait();
    }
  }

  /** Gives the job under way back, and interrupts it. */
  void giveBack() {
    TakenJob job;
    synchronized (this) {
      job = current;
    }
    if (job == null) {
      return;
    }
    try {
      job.release();
    } catch (TupleSpaceException e) {
      // It has just ended, or goes back with its lease.
    }
    thread.interrupt();
  }

  // ---- one job

  private void doJob(TakenJob job) {
    try (job) {
      runAndEnd(job);
    } catch (TransactionEndedException e) {
      LOG.log(Level.INFO, job + " was lost by worker " + worker + ": " + e.getMessage());
    } catch (NotReplicatedException e) {
      LOG.log(Level.WARNING, job + " has ended, but isn't replicated", e);
    } catch (TupleSpaceClosedException e) {
      // The next take finds it out.
    } catch (TupleSpaceException e) {
      LOG.log(Level.WARNING, "worker " + worker + " couldn't end " + job, e);
    } finally {
      setCurrent(null);
      crew.jobEnded();
    }
  }

  private void runAndEnd(TakenJob job) {
    Object result;
    try {
      result = handlers.run(job.payload(), new RunningJob(job, queue, worker));
    } catch (Throwable failure) { // errors too: the job is at fault, not its worker
      boolean unused = Thread.interrupted();
      insist(next -> job.fail(failure, next));
      return;
    }
    boolean unused = Thread.interrupted();
    try {
      insist(next -> job.complete(result, next));
    } catch (IllegalArgumentException | TupleCodecException | LimitExceededException e) {
      insist(next -> job.fail(e, next)); // a result that can't be in a tuple
    }
  }

  /**
   * Ends a job, and doesn't throw the work away because the server is away or full for a time.
   *
   * @param end is given what to begin meanwhile
   */
  private void insist(Consumer<Runnable> end) {
    Backoff pauses = new Backoff();
    Runnable meanwhile = this::askAhead;
    while (true) {
      try {
        end.accept(meanwhile);
        return;
      } catch (SpaceFullException | BackendUnavailableException e) {
        giveUpAhead(); // others may do that
        meanwhile = () -> {};
        LOG.log(Level.WARNING, "worker " + worker + " can't end a job, and tries again", e);
        if (!crew.pauseEnding(pauses.next())) {
          throw e;
        }
      }
    }
  }
}
