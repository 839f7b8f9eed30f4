package org.tuplespace.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.internal.Failures;

/**
 * Puts a job only if no other job of the queue has its key.
 *
 * <p>Who looks for a key and puts it has the queue's lock, a tuple, under its transaction: there is
 * one at a time, and if it dies, the lock is back when its lease is over. Who ends a job has no
 * lock; it only puts, together with the job's end, a tuple that says so. What such a pair leaves is
 * taken away by those who put keys later, each a few pairs, so that there are never many.
 *
 * <p>The tuples of a job that has a key have no time to live, since its end would let go of
 * nothing: whoever takes it too late, a worker or who wants the key, ends it.
 */
final class Keys {

  /** Of who has the lock; who is stopped for longer begins again. */
  private static final Duration LEASE = Duration.ofSeconds(10);

  /** So many pairs are taken away by each. */
  private static final int TIDIED = 4;

  private final TupleSpace space;
  private final QueueTuples tuples;
  private final KeyTuples keys;
  private final Canceller canceller;
  private volatile @Nullable Tuple lock;

  Keys(JobQueue queue, Canceller canceller) {
    this.space = queue.space();
    this.tuples = queue.tuples();
    this.keys = tuples.keys();
    this.canceller = canceller;
  }

  /**
   * Puts the job.
   *
   * @return its id, or that of the job that has the key
   */
  String put(QueuedJob job, String key, Duration delay) {
    Tuple mutex = lock();
    while (true) {
      try (Transaction transaction = space.begin(LEASE)) {
        await(transaction.inAsync(Template.exactly(mutex)));
        tidy(transaction);
        Instant now = Instant.now();
        String holder = holder(transaction, key, now);
        if (holder == null) {
          transaction.out(keys.key(key, job.id(), job.attributes().expires()));
          tuples.jobs().put(transaction, job, delay, now);
        }
        transaction.out(mutex);
        transaction.commit();
        return holder == null ? job.id() : holder;
      } catch (TransactionEndedException e) {
        // It waited, or was stopped, for longer than the lease, and nothing has changed.
      }
    }
  }

  private @Nullable String holder(Transaction transaction, String key, Instant now) {
    for (Tuple holder : transaction.rdAll(keys.holders(key))) {
      String id = holder.getString(3);
      boolean hasEnded =
          transaction.inp(Template.exactly(keys.unkey(key, id))).isPresent()
              || (holder.get(4) != null
                  && !now.isBefore(holder.get(4, Instant.class))
                  && canceller.isTakenAway(transaction, id));
      if (!hasEnded) {
        return id;
      }
      Optional<Tuple> unused = transaction.inp(Template.exactly(holder));
    }
    return null;
  }

  private void tidy(Transaction transaction) {
    for (int i = 0; i < TIDIED; i++) {
      Optional<Tuple> ended = transaction.inp(keys.unkeys());
      if (ended.isEmpty()) {
        return;
      }
      Optional<Tuple> unused =
          transaction.inp(keys.holder(ended.get().getString(2), ended.get().getString(3)));
    }
  }

  /**
   * The lock, which is put by whoever needs it first. Those who do at once each put one, and agree
   * on that whose name is the oldest.
   */
  private Tuple lock() {
    Tuple known = lock;
    if (known == null) {
      Optional<Tuple> name = space.rdp(keys.keys());
      known = keys.lock(name.isPresent() ? name.get().getString(2) : putLock());
      lock = known;
    }
    return known;
  }

  private String putLock() {
    String mine = UUID.randomUUID().toString();
    space.outAll(List.of(keys.keys(mine), keys.lock(mine)));
    String oldest = space.rdp(keys.keys()).orElseThrow().getString(2);
    if (!oldest.equals(mine)) {
      Optional<Tuple> name = space.inp(Template.exactly(keys.keys(mine)));
      Optional<Tuple> unused = space.inp(Template.exactly(keys.lock(mine)));
    }
    return oldest;
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw Failures.atCaller(e);
    }
  }
}
