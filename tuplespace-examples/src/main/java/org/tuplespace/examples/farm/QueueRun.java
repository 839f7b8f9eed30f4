package org.tuplespace.examples.farm;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.jobs.DeadLetter;
import org.tuplespace.jobs.JobFailedException;
import org.tuplespace.jobs.JobOptions;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.RetryPolicy;

/**
 * A run whose work are the jobs of a queue, as its coordinator has it: the queue, the workers of
 * this machine, and how far it is. The queue has the name of the run. Used by one thread.
 */
public final class QueueRun implements AutoCloseable {

  private static final Tuple ON_A_QUEUE = Tuple.of("queue");
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration INSPECTION_INTERVAL = Duration.ofSeconds(2);
  private static final Duration LEAVING_TIME = Duration.ofSeconds(10);

  /** A job that fails once fails always; one that is lost with its worker is tried again. */
  public static final JobOptions ONCE =
      JobOptions.DEFAULT.withRetries(RetryPolicy.NONE.withCrashes(Run.MAX_DEATHS));

  private final TupleSpace space;
  private final Run run;
  private final JobQueue queue;
  private final Goal goal;
  private final Display display;
  private final Heartbeat heartbeat;
  private final Crew crew;
  private final long startNanos = System.nanoTime();
  private long nextInspectionNanos;
  private boolean finished;

  /**
   * What a run is to bring.
   *
   * @param kind which computation
   * @param total how many units
   * @param unit what is counted, in the plural
   */
  public record Goal(String kind, long total, String unit) {}

  /**
   * Opens a run, for which workers may join from now on.
   *
   * @param hire starts workers for the run with the id given
   */
  public QueueRun(TupleSpace space, Goal goal, Function<String, Crew> hire, Display display)
      throws InterruptedException {
    Run.removeAbandoned(space, goal.kind());
    this.space = space;
    this.goal = goal;
    this.display = display;
    this.run = Run.create(space, goal.kind(), ON_A_QUEUE);
    this.queue = queue(space, run);
    this.heartbeat = run.coordinatorHeartbeat();
    try {
      run.open();
      this.crew = hire.apply(run.id());
    } catch (RuntimeException e) {
      heartbeat.close();
      throw e;
    }
    inspectLater();
  }

  /** Whether a run's work are the jobs of a queue. */
  public static boolean isOne(Run run) {
    return run.parameters().equals(ON_A_QUEUE);
  }

  static JobQueue queue(TupleSpace space, Run run) {
    return JobQueue.on(space, run.id()).withLease(Run.TASK_LEASE);
  }

  /** Where the jobs go. */
  public JobQueue queue() {
    return queue;
  }

  /** The space that the queue is in. */
  public TupleSpace space() {
    return space;
  }

  /** Since the run was opened. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /**
   * Shows how far the run is, replaces workers that were killed, and finds out what keeps it from
   * its end. To be called several times a second.
   *
   * @param done how many units
   * @throws FarmException if a job was given up, or no worker is left
   * @throws InterruptedException if interrupted, also where the caller never has to wait
   */
  public void lookAfter(long done) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    double fraction = goal.total() == 0 ? 1 : (double) done / goal.total();
    display.show(new Progress(goal.kind(), fraction, done, goal.total(), goal.unit(), elapsed()));
    crew.checkUp();
    if (System.nanoTime() - nextInspectionNanos >= 0) {
      inspectLater();
      inspect();
    }
  }

  /**
   * Waits for the result of a job, and looks after the run meanwhile.
   *
   * @param done how many units are, when asked
   * @throws FarmException as {@link #lookAfter} does, and if the job failed
   */
  public <T> T await(CompletableFuture<T> result, LongSupplier done) throws InterruptedException {
    while (true) {
      try {
        return result.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        lookAfter(done.getAsLong());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof JobFailedException failure) {
          throw new FarmException("job " + failure.id() + " failed: " + failure.error());
        }
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new IllegalStateException(e);
      }
    }
  }

  private void inspectLater() {
    nextInspectionNanos = System.nanoTime() + INSPECTION_INTERVAL.toNanos();
  }

  private void inspect() {
    List<DeadLetter> givenUp = queue.deadLetters().list();
    if (!givenUp.isEmpty()) {
      DeadLetter first = givenUp.get(0);
      throw new FarmException("job " + first.id() + " was given up: " + first.error());
    }
    if (!run.isOpen()) {
      throw new FarmException("the run was removed from the space by somebody else");
    }
    if (!crew.isWorking() && queue.workers().isEmpty()) {
      throw new FarmException("no worker is left. " + crew.lastWords());
    }
  }

  /** Says that all is done, and lets the workers leave. */
  public void finish() throws InterruptedException {
    lookAfter(goal.total());
    finished = true;
    run.announceDone();
    crew.awaitEnd(LEAVING_TIME);
  }

  /** Stops the workers and removes the tuples of the run, but for some that go by themselves. */
  @Override
  public void close() {
    try {
      run.announceDone();
    } catch (TupleSpaceException e) {
      // The server is away; the workers see that themselves.
    }
    crew.close();
    heartbeat.close();
    try {
      removeTuples();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TupleSpaceException e) {
      // The server is away, which the run itself has met with; the next one tidies up.
    }
  }

  private void removeTuples() throws InterruptedException {
    // Whoever still holds a job does so under a transaction; the next run finds what comes back.
    boolean nothingIsHeld = finished || space.stats().transactions() == 0;
    run.removeWork();
    if (nothingIsHeld) {
      run.removeJob();
    } else {
      run.silenceCoordinator();
    }
  }
}
