package org.tuplespace.jobs;

import java.util.Optional;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceException;

/** What one run of a job tells of how far it has come: one tuple, beside the run's transaction. */
final class Progress {

  private final TupleSpace space;
  private final QueueTuples tuples;
  private final String id;
  private boolean isThere;
  private boolean ended;

  /**
   * Prepares.
   *
   * @param isThere whether a run that died may have left a tuple
   */
  Progress(JobQueue queue, String id, boolean isThere) {
    this.space = queue.space();
    this.tuples = queue.tuples();
    this.id = id;
    this.isThere = isThere;
  }

  /** Does nothing when the run has ended. */
  synchronized void tell(Object value) {
    if (value == null) {
      throw new IllegalArgumentException("the progress is null; tell a number or a text");
    }
    Tuple told = tuples.progress(id, value);
    if (!ended) {
      isThere = true;
      space.replace(tuples.progress(id), told);
    }
  }

  /** Takes away what was told, together with the run's end. */
  synchronized void endWith(Transaction transaction) {
    if (!ended && isThere) {
      Optional<Tuple> unused = transaction.inp(tuples.progress(id));
    }
    ended = true;
  }

  /** Takes away what was told, before the job is given back. */
  synchronized void end() {
    if (!ended && isThere) {
      try {
        Optional<Tuple> unused = space.inp(tuples.progress(id));
      } catch (TupleSpaceException e) {
        // The job's next run does it.
      }
    }
    ended = true;
  }
}
