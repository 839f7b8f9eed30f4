package org.tuplespace.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.OutcomeUnknownException;
import org.tuplespace.SpaceFullException;
import org.tuplespace.Transaction;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleOperations;
import org.tuplespace.internal.AbstractTransaction;

/**
 * A job that was dequeued, under a transaction whose lease is renewed for as long as this process
 * lives. It ends by {@link #complete}, {@link #fail} or {@link #release}; if this process dies, the
 * job is back in its place when the lease has run out.
 *
 * <p>Thread-safe, but only one thread should end it.
 */
public final class TakenJob implements AutoCloseable {

  private final JobQueue queue;
  private final QueuedJob job;
  private final int deliveries;
  private final Tuple tuple;
  private final Runnable stopRenewing;
  private final CompletableFuture<?> tidied;
  private final Progress progress;

  private volatile Transaction transaction;
  private volatile boolean tuplesUsed;
  private boolean decided;

  TakenJob(
      JobQueue queue,
      QueuedJob job,
      int deliveries,
      Tuple tuple,
      Transaction transaction,
      Runnable stopRenewing,
      CompletableFuture<?> tidied) {
    this.queue = queue;
    this.job = job;
    this.deliveries = deliveries;
    this.tuple = tuple;
    this.transaction = transaction;
    this.stopRenewing = stopRenewing;
    this.tidied = tidied;
    this.progress = new Progress(queue, job.id(), deliveries > 0);
  }

  /** The job's id. */
  public String id() {
    return job.id();
  }

  /** What to work on. */
  public @Nullable Object payload() {
    return job.payload();
  }

  /** Which attempt this is, from 1; those that crashed don't count. */
  public int attempt() {
    return job.attributes().attempts() + 1;
  }

  /** How many workers have died or fallen silent over this attempt. */
  public int crashes() {
    return deliveries;
  }

  /** Whether the lease is lost, and this can't be completed any more. */
  public boolean isLost() {
    return transaction.state() != Transaction.State.ACTIVE;
  }

  /**
   * Operations that take effect together with the job's result, or not at all. They stay within the
   * queue's partition: the first field of their tuples is the queue's name.
   */
  public TupleOperations tuples() {
    tuplesUsed = true;
    return transaction;
  }

  /** As {@link JobContext#progress}; does nothing if the lease is lost. */
  public void progress(Object value) {
    if (!isLost()) {
      progress.tell(value);
    }
  }

  /**
   * Ends the job, and puts its result, in one step.
   *
   * @throws IllegalArgumentException or {@link org.tuplespace.TupleCodecException}, {@link
   *     org.tuplespace.LimitExceededException} if the result can't be in a tuple; the job can still
   *     {@link #fail}
   * @throws TransactionEndedException if the lease was lost; nothing has changed then, and somebody
   *     else has the job or will
   * @throws SpaceFullException or {@link BackendUnavailableException} if it has not happened; it
   *     can be called again
   */
  public void complete(@Nullable Object result) {
    complete(result, () -> {});
  }

  /** As {@link #complete(Object)}, and begins what comes next while that is on its way. */
  void complete(@Nullable Object result, Runnable meanwhile) {
    if (!decided) {
      if (job.attributes().keepsResult()) {
        transaction.out(queue.tuples().result(job.id(), result), QueueTuples.resultOptions(job));
      }
      queue.tuples().letGo(transaction, job);
    }
    commit(meanwhile);
  }

  /**
   * Ends this attempt: the job is tried again later or becomes a dead letter, as its {@link
   * RetryPolicy} says. What was done with {@link #tuples} is undone.
   *
   * @throws TransactionEndedException as {@link #complete}
   * @throws SpaceFullException or {@link BackendUnavailableException} as {@link #complete}
   */
  public void fail(Throwable error) {
    fail(error, () -> {});
  }

  /** As {@link #fail(Throwable)}, and begins what comes next while that is on its way. */
  void fail(Throwable error, Runnable meanwhile) {
    if (!decided) {
      if (tuplesUsed && !takeAnew()) {
        return; // somebody else has it, and tries it now
      }
      putAgain(JobError.of(error));
    }
    commit(meanwhile);
  }

  /** Undoes all that the job did under its transaction, so that it keeps nothing but the job. */
  private boolean takeAnew() {
    try {
      transaction.abort();
    } catch (BackendUnavailableException | OutcomeUnknownException e) {
      return false; // it goes back by itself
    }
    stopRenewing.run();
    transaction = queue.space().begin(queue.lease());
    tuplesUsed = false;
    return queue.search().takeAgain(transaction, tuple);
  }

  private void putAgain(JobError error) {
    int failures = job.attributes().attempts() + 1;
    QueuedJob again = job.with(job.attributes().withAttempts(failures));
    RetryPolicy policy = job.attributes().retries();
    Duration delay = policy.delayAfter(failures, ThreadLocalRandom.current());
    Instant now = Instant.now();
    Instant expires = job.attributes().expires();
    boolean isInTime = expires == null || now.plus(delay).isBefore(expires);
    if (failures < policy.attempts() && isInTime) {
      queue.tuples().jobs().put(transaction, again, delay, now);
    } else {
      queue.tuples().bury(transaction, again, error, now);
    }
  }

  /**
   * Gives the job up, so that its result is that it was cancelled.
   *
   * @return false if it has just ended
   */
  boolean cancel() {
    progress.end();
    try {
      transaction.abort();
    } catch (TransactionEndedException e) {
      return false;
    }
    stopRenewing.run();
    // If somebody takes it in between, he finds that it was given back, and the flag.
    boolean unused = queue.canceller().takeWaiting(id());
    return true;
  }

  /**
   * Gives the job back to its place, as if it had not been taken.
   *
   * @throws TransactionEndedException as {@link #complete}
   */
  public void release() {
    progress.end();
    stopRenewing.run();
    transaction.release();
    queue.canceller().lookAgain(id());
  }

  /** Gives the job back, unless it has ended; that counts as a crash. */
  @Override
  public void close() {
    if (!isLost()) {
      progress.end();
    }
    stopRenewing.run();
    transaction.close();
  }

  private void commit(Runnable meanwhile) {
    progress.endWith(transaction);
    decided = true;
    tidied.join(); // a commit would end it
    if (transaction instanceof AbstractTransaction<?> ours) {
      ours.commit(meanwhile);
    } else {
      transaction.commit();
    }
    stopRenewing.run();
  }

  @Override
  public String toString() {
    return "job " + id() + ", attempt " + attempt();
  }
}
