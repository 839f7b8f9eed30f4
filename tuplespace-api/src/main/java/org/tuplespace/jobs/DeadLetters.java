package org.tuplespace.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/** The jobs of a queue that were given up. Thread-safe. */
public final class DeadLetters {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int BATCH = 100;

  private final TupleSpace space;
  private final QueueTuples tuples;

  DeadLetters(TupleSpace space, QueueTuples tuples) {
    this.space = space;
    this.tuples = tuples;
  }

  /** How many there are. */
  public long count() {
    return space.count(tuples.dead());
  }

  /** All of them, those given up first in front. */
  public List<DeadLetter> list() {
    return space.rdAll(tuples.dead()).stream().map(QueueTuples::readDead).toList();
  }

  /** That of one job, if it was given up. */
  public Optional<DeadLetter> find(String id) {
    return space.rdp(tuples.dead(id)).map(QueueTuples::readDead);
  }

  /**
   * Queues a job again as if it had never been tried; for one with a time to live it is over.
   *
   * @return false if there is no such dead letter
   */
  public boolean requeue(String id) {
    return requeue(tuples.dead(id), 1) == 1;
  }

  /**
   * As {@link #requeue}, for all that there are now, in batches that are atomic each.
   *
   * @return how many there were
   */
  public long requeueAll() {
    long left = count();
    long done = 0;
    while (left > done) {
      int some = requeue(tuples.dead(), (int) Math.min(BATCH, left - done));
      if (some == 0) {
        break;
      }
      done += some;
    }
    return done;
  }

  private int requeue(Template template, int max) {
    try (Transaction transaction = space.begin(LEASE)) {
      int count = 0;
      for (; count < max; count++) {
        Optional<Tuple> dead = transaction.inp(template);
        if (dead.isEmpty()) {
          break;
        }
        Instant now = Instant.now();
        QueuedJob job = QueueTuples.readDead(dead.get()).job();
        tuples.jobs().put(transaction, job.with(job.attributes().afresh(now)), Duration.ZERO, now);
      }
      transaction.commit();
      return count;
    }
  }

  /**
   * Drops one.
   *
   * @return false if there is no such dead letter
   */
  public boolean drop(String id) {
    return space.inp(tuples.dead(id)).isPresent();
  }

  /**
   * Drops all that there are now.
   *
   * @return how many there were
   */
  public long dropAll() {
    long left = count();
    long done = 0;
    while (left > done && space.inp(tuples.dead()).isPresent()) {
      done++;
    }
    return done;
  }
}
