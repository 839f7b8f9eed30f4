package org.tuplespace.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.OutcomeUnknownException;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.internal.AbstractTransaction;
import org.tuplespace.internal.Blocking;
import org.tuplespace.internal.Pending;

/** An attempt to take a job, under a transaction of its own that is renewed. For one thread. */
final class Attempt {

  private final Transaction transaction;
  private final Runnable stopRenewing;
  private final JobQueue queue;
  private @Nullable Pending<Tuple> answer;
  private boolean isAnswered;

  Attempt(JobQueue queue) {
    this.queue = queue;
    this.transaction = queue.space().begin(queue.lease());
    this.stopRenewing = queue.leases().renew(transaction);
  }

  Transaction transaction() {
    return transaction;
  }

  Runnable stopRenewing() {
    return stopRenewing;
  }

  /** Asks by these templates, so that there is less to wait for. */
  void askAhead(List<Template> templates) {
    if (transaction instanceof AbstractTransaction<?> ours) {
      answer = ours.beginInAny(templates);
    }
  }

  /**
   * Takes by these templates, unless it was asked before.
   *
   * @param timeout null for ever, as where it was asked before
   */
  Optional<Tuple> await(List<Template> templates, @Nullable Duration timeout)
      throws InterruptedException {
    Optional<Tuple> taken = take(templates, timeout);
    isAnswered = true;
    return taken;
  }

  private Optional<Tuple> take(List<Template> templates, @Nullable Duration timeout)
      throws InterruptedException {
    if (answer != null) {
      return Optional.of(Blocking.await(answer));
    }
    if (timeout == null) {
      return Optional.of(transaction.inAny(templates.toArray(Template[]::new)));
    }
    return transaction.inAny(templates, timeout.isNegative() ? Duration.ZERO : timeout);
  }

  /**
   * Ends it, if it hasn't ended. What it took goes back: as if it had not been taken, if its caller
   * has not seen it.
   */
  void end() {
    stopRenewing.run();
    if (isAnswered || transaction.state() != Transaction.State.ACTIVE) {
      transaction.close();
      return;
    }
    try {
      transaction.release();
      Pending<Tuple> unseen = answer;
      if (unseen != null && unseen.isDone() && !unseen.isCompletedExceptionally()) {
        queue.canceller().lookAgain(JobTuples.idOf(unseen.join()));
      }
    } catch (TransactionEndedException | BackendUnavailableException | OutcomeUnknownException e) {
      // It has ended, or ends with its lease.
    }
  }
}
