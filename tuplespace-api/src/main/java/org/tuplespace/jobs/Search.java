package org.tuplespace.jobs;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleCodecException;

/**
 * Takes jobs by a list of templates: one blocking call a job, unless what it took was a token, or a
 * job that is to be given up.
 */
final class Search {

  private static final Logger LOG = System.getLogger("org.tuplespace.jobs");

  /** So many tuples are dropped and buried under one transaction at most. */
  private static final int MAX_DROPPED = 100;

  private final JobQueue queue;
  private final QueueTuples tuples;
  private final List<Template> places;
  private final Set<String> lacking = new HashSet<>();
  private volatile List<Template> templates;

  Search(JobQueue queue, List<Template> templates) {
    this.queue = queue;
    this.tuples = queue.tuples();
    this.places = templates;
    this.templates = templates;
  }

  /**
   * The next job, or empty if there was none in time.
   *
   * @param timeout null for ever
   */
  Optional<TakenJob> next(@Nullable Duration timeout) throws InterruptedException {
    return next(new Attempt(queue), timeout);
  }

  /** Asks for the next job, without waiting for it; {@link #answerTo} does. */
  Attempt askAhead() {
    Attempt attempt = new Attempt(queue);
    attempt.askAhead(templates);
    return attempt;
  }

  /** The job that was asked for. */
  TakenJob answerTo(Attempt asked) throws InterruptedException {
    return next(asked, null).orElseThrow();
  }

  private Optional<TakenJob> next(Attempt first, @Nullable Duration timeout)
      throws InterruptedException {
    long start = System.nanoTime();
    for (Attempt attempt = first; ; attempt = new Attempt(queue)) {
      Duration left = timeout == null ? null : timeout.minusNanos(System.nanoTime() - start);
      Transaction transaction = attempt.transaction();
      boolean isHandedOver = false;
      try {
        Optional<Tuple> taken = attempt.await(templates, left);
        if (taken.isEmpty()) {
          return Optional.empty();
        }
        for (int dropped = 0; taken.isPresent(); dropped++) {
          TakenJob job = open(transaction, taken.get(), attempt.stopRenewing());
          if (job != null) {
            isHandedOver = true;
            return Optional.of(job);
          }
          taken =
              dropped < MAX_DROPPED
                  ? transaction.inAny(templates, Duration.ZERO)
                  : Optional.empty();
        }
        transaction.commit(); // what was dropped and buried must not wait for the next job
      } catch (UnreadableJobException e) {
        transaction.release(); // it was not tried
        leave(e);
      } catch (TupleCodecException e) {
        transaction.release();
        throw e;
      } finally {
        if (!isHandedOver) {
          attempt.end();
        }
      }
    }
  }

  private Optional<Tuple> body(Transaction transaction, Tuple token) {
    try {
      return transaction.inp(tuples.jobs().body(token));
    } catch (TupleCodecException e) {
      String className = JobTuples.classOf(token);
      throw className == null ? e : new UnreadableJobException(className, e);
    }
  }

  /** From now on takes no jobs of this class. */
  private synchronized void leave(UnreadableJobException unreadable) {
    if (lacking.add(unreadable.className())) {
      LOG.log(
          Level.WARNING,
          "jobs of " + unreadable.className() + " are left to others: " + unreadable.getMessage());
      templates = JobTuples.without(lacking, places);
    }
  }

  /** The job of a tuple that was taken; null if it is none, or is given up. */
  private @Nullable TakenJob open(Transaction transaction, Tuple taken, Runnable stopRenewing) {
    Tuple body = null;
    if (JobTuples.isToken(taken)) {
      body = body(transaction, taken).orElse(null);
      if (body == null) {
        return null;
      }
    }
    int deliveries = (body == null ? taken : body).deliveries();
    QueuedJob job;
    try {
      job = JobTuples.read(taken, body);
    } catch (IllegalArgumentException e) {
      bury(transaction, JobTuples.readMalformed(taken, body), JobError.of(e));
      return null;
    }
    if (job.attributes().key() != null && job.attributes().isOver(Instant.now())) {
      tuples.letGo(transaction, job);
      return null;
    }
    boolean isFresh = deliveries == 0 && job.attributes().attempts() == 0;
    if (!isFresh && queue.canceller().endIfCancelled(transaction, job)) {
      return null;
    }
    if (deliveries > job.attributes().retries().crashes()) {
      Optional<Tuple> unused = transaction.inp(tuples.progress(job.id()));
      bury(transaction, job, crashed(deliveries));
      return null;
    }
    CompletableFuture<?> tidied =
        body == null
            ? CompletableFuture.completedFuture(null)
            : dropOtherTokens(transaction, taken, job);
    return new TakenJob(queue, job, deliveries, taken, transaction, stopRenewing, tidied);
  }

  /**
   * Takes along the job's tokens in other places, which nobody there might ever take.
   *
   * @return completes when it has, however it went: a token that is left is only dropped later
   */
  private CompletableFuture<?> dropOtherTokens(
      Transaction transaction, Tuple taken, QueuedJob job) {
    CompletableFuture<?>[] takes =
        tuples.jobs().otherTokens(taken, job, Instant.now()).stream()
            .map(token -> transaction.inAsync(token, Duration.ZERO))
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(takes).exceptionally(failure -> null);
  }

  private static JobError crashed(int deliveries) {
    return JobError.of(
        "crashed",
        "it was given back "
            + deliveries
            + " times by workers that died, fell silent or aborted it; it may be what kills them");
  }

  private void bury(Transaction transaction, QueuedJob job, JobError error) {
    tuples.bury(transaction, job, error, Instant.now());
  }

  /**
   * Takes under another transaction a job that was just given back.
   *
   * @return false if somebody else has it
   */
  boolean takeAgain(Transaction transaction, Tuple taken) {
    Optional<Tuple> again = transaction.inp(tuples.jobs().again(taken));
    if (again.isPresent() && JobTuples.isToken(taken)) {
      again = transaction.inp(tuples.jobs().body(taken));
    }
    if (again.isEmpty()) {
      transaction.close();
    }
    return again.isPresent();
  }
}
