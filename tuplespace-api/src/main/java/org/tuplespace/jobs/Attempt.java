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
import org.tuplespace.internal.AbstractOperations;
import org.tuplespace.internal.Blocking;
import org.tuplespace.internal.Pending;

/** An attempt to take a job, under a transaction of its own that is renewed. For one thread. */
final class Attempt {

  private final Transaction transaction;
  private final Runnable stopRenewing;
  private @Nullable Pending<Tuple> answer;

  Attempt(JobQueue queue) {
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
    if (transaction instanceof AbstractOperations ours) {
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
    if (answer != null) {
      return Optional.of(Blocking.await(answer));
    }
    if (timeout == null) {
      return Optional.of(transaction.inAny(templates.toArray(Template[]::new)));
    }
    return transaction.inAny(templates, timeout.isNegative() ? Duration.ZERO : timeout);
  }

  /** Ends it, if it hasn't ended; what it took goes back as if it had not been taken. */
  void end() {
    stopRenewing.run();
    if (transaction.state() != Transaction.State.ACTIVE) {
      return;
    }
    try {
      transaction.release();
    } catch (TransactionEndedException | BackendUnavailableException | OutcomeUnknownException e) {
      // It has ended, or ends with its lease.
    }
  }
}
