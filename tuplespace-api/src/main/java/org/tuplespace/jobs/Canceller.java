package org.tuplespace.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tuplespace.OutOptions;
import org.tuplespace.SpaceFullException;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/**
 * Ends jobs that are not to be run. Whoever has the job's tuple under a transaction decides what
 * becomes of it, so that it ends once: a job that waits is taken by this; a job that runs is given
 * back by its worker first.
 *
 * <p>In between stands a flag, a tuple with the job's id. It is put before the second look at what
 * waits, and whoever takes a job that was taken before looks at it: so a job that comes back while
 * workers are asked, or whose worker dies, doesn't slip through.
 */
final class Canceller {

  private static final Duration LEASE = Duration.ofSeconds(30);

  /** For the workers to answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How long the flag stands while workers are asked. */
  private static final Duration ASKING = Duration.ofSeconds(30);

  /** How long it stands if one doesn't answer: longer than any sensible lease. */
  private static final Duration PENDING = Duration.ofHours(1);

  private final JobQueue queue;
  private final TupleSpace space;
  private final QueueTuples tuples;

  Canceller(JobQueue queue) {
    this.queue = queue;
    this.space = queue.space();
    this.tuples = queue.tuples();
  }

  Cancellation cancel(String id) throws InterruptedException {
    if (takeWaiting(id)) {
      return Cancellation.WAITING;
    }
    Tuple flag = tuples.control().cancelled(id);
    space.out(flag, OutOptions.timeToLive(ASKING));
    if (takeWaiting(id)) {
      return Cancellation.WAITING;
    }
    Cancellation found = ask(id, flag);
    // A job that came back while workers were asked, and was taken again, may be in the hands of
    // one that is about to look at the flag; when they are asked again, he has.
    return found == Cancellation.NOT_FOUND ? ask(id, flag) : found;
  }

  private Cancellation ask(String id, Tuple flag) throws InterruptedException {
    RollCall call = new RollCall(queue, ControlTuples.CANCEL, id);
    if (call.isAnyAnswer(true, PATIENCE)) {
      return Cancellation.RUNNING;
    }
    if (!call.isComplete()) {
      space.out(flag, OutOptions.timeToLive(PENDING));
    }
    if (takeWaiting(id)) {
      return Cancellation.WAITING;
    }
    if (space.rdp(Template.exactly(flag)).isEmpty()) {
      return Cancellation.RUNNING; // whoever took it has seen the flag
    }
    return call.isComplete() ? Cancellation.NOT_FOUND : Cancellation.PENDING;
  }

  /** Ends a job that waits or is delayed; false if it doesn't. */
  boolean takeWaiting(String id) {
    try (Transaction transaction = space.begin(LEASE)) {
      List<QueuedJob> jobs = take(transaction, id);
      if (jobs.isEmpty()) {
        return false;
      }
      jobs.forEach(job -> end(transaction, job));
      transaction.commit();
      return true;
    }
  }

  private List<QueuedJob> take(Transaction transaction, String id) {
    List<QueuedJob> jobs = new ArrayList<>();
    Optional<Tuple> body = transaction.inp(tuples.jobs().body(id));
    if (body.isPresent()) { // else the tokens are those of a job that runs, and may come back
      jobs.add(JobTuples.readBody(body.get()));
      Optional<Tuple> delayed = transaction.inp(tuples.jobs().delayed(id));
      while (transaction.inp(tuples.jobs().tokens(id)).isPresent()) {
        // one for each place
      }
    }
    for (Template single : tuples.jobs().single(id)) {
      for (Optional<Tuple> job = transaction.inp(single);
          job.isPresent();
          job = transaction.inp(single)) {
        jobs.add(JobTuples.readLeniently(job.get(), null));
      }
    }
    return jobs;
  }

  /** Tells that a job, which was taken under the transaction, is cancelled. */
  private void end(Transaction transaction, QueuedJob job) {
    while (transaction.inp(Template.exactly(tuples.control().cancelled(job.id()))).isPresent()) {
      // There may be several.
    }
    Optional<Tuple> unused = transaction.inp(tuples.progress(job.id()));
    tuples.putCancelled(transaction, job);
  }

  /** Ends a job that was taken again, if it was cancelled meanwhile. */
  boolean endIfCancelled(Transaction transaction, QueuedJob job) {
    boolean isCancelled =
        transaction.inp(Template.exactly(tuples.control().cancelled(job.id()))).isPresent();
    if (isCancelled) {
      end(transaction, job);
    }
    return isCancelled;
  }

  /** Takes a job that waits out of the space, and tells nobody; false if it doesn't wait. */
  boolean isTakenAway(Transaction transaction, String id) {
    return !take(transaction, id).isEmpty();
  }

  /** For a job that its taker has given back. */
  void lookAgain(String id) {
    if (space.rdp(Template.exactly(tuples.control().cancelled(id))).isPresent()) {
      try {
        boolean unused = takeWaiting(id);
      } catch (SpaceFullException e) {
        // By that attempt it has gone back with a count, so that who takes it next looks at the
        // flag.
      }
    }
  }
}
