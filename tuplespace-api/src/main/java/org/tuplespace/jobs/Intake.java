package org.tuplespace.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tuplespace.FieldType;
import org.tuplespace.LimitExceededException;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleOperations;
import org.tuplespace.TupleSpace;

/** Puts jobs into a queue. Thread-safe. */
final class Intake {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int BATCH = 500;

  /** What can't be read without the class. */
  private static final Set<FieldType> WITH_CLASSES =
      EnumSet.of(FieldType.OPAQUE, FieldType.RECORD, FieldType.ENUM);

  private final TupleSpace space;
  private final JobTuples tuples;
  private final Keys keys;

  Intake(JobQueue queue, Keys keys) {
    this.space = queue.space();
    this.tuples = queue.tuples().jobs();
    this.keys = keys;
  }

  /** One; its id, or that of the one that has its key. */
  String put(@Nullable Object payload, JobOptions options) {
    Instant now = Instant.now();
    QueuedJob job = job(payload, options, now);
    String key = options.key();
    if (key != null) {
      return keys.put(job, key, options.delay());
    }
    if (JobTuples.isOneTuple(job, options.delay())) {
      tuples.put(space, job, options.delay(), now);
    } else {
      putTogether(List.of(job), options.delay(), now);
    }
    return job.id();
  }

  /** One, when the transaction is committed; its id. */
  String put(TupleOperations under, @Nullable Object payload, JobOptions options) {
    requireNoKey(options, "under a transaction, which would keep all others waiting");
    Instant now = Instant.now();
    QueuedJob job = job(payload, options, now);
    tuples.put(under, job, options.delay(), now);
    return job.id();
  }

  /** Many, in batches; their ids. */
  List<String> putAll(Collection<? extends @Nullable Object> payloads, JobOptions options) {
    if (options.id() != null && payloads.size() > 1) {
      throw new IllegalArgumentException(
          "the id is " + options.id() + " for " + payloads.size() + " jobs; leave it out");
    }
    requireNoKey(options, "for many jobs at once");
    Instant now = Instant.now();
    List<QueuedJob> jobs = new ArrayList<>(payloads.size());
    payloads.forEach(payload -> jobs.add(job(payload, options, now)));
    for (int i = 0; i < jobs.size(); i += BATCH) {
      putTogether(jobs.subList(i, Math.min(i + BATCH, jobs.size())), options.delay(), now);
    }
    return jobs.stream().map(QueuedJob::id).toList();
  }

  /** What goes by {@link #put(Object, JobOptions)} alone. */
  static void requireNoKey(JobOptions options, String here) {
    if (options.key() != null) {
      throw new IllegalArgumentException(
          "the key is " + options.key() + " " + here + "; call enqueue(payload, options)");
    }
  }

  private static QueuedJob job(@Nullable Object payload, JobOptions options, Instant now) {
    String id = options.id();
    Attributes attributes = Attributes.of(options, now);
    if (options.namesClass() && payload != null && WITH_CLASSES.contains(type(payload))) {
      attributes = attributes.withClassName(payload.getClass().getName());
    }
    return new QueuedJob(
        id == null ? UUID.randomUUID().toString() : id,
        options.priority().word(),
        payload,
        attributes);
  }

  private static FieldType type(Object payload) {
    return Tuple.of(payload).type(0);
  }

  /** In one step; in several where the space says that one is too much. */
  private void putTogether(List<QueuedJob> jobs, Duration delay, Instant now) {
    try (Transaction transaction = space.begin(LEASE)) {
      jobs.forEach(job -> tuples.put(transaction, job, delay, now));
      transaction.commit();
    } catch (LimitExceededException e) {
      if (jobs.size() == 1) {
        throw e;
      }
      int half = jobs.size() / 2;
      putTogether(jobs.subList(0, half), delay, now);
      putTogether(jobs.subList(half, jobs.size()), delay, now);
    }
  }
}
