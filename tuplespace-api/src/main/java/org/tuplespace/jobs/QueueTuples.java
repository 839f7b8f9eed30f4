package org.tuplespace.jobs;

import static org.tuplespace.Match.any;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleOperations;

/**
 * The tuples of one queue beside the jobs themselves, as {@code docs/conventions.md} tells them.
 */
final class QueueTuples {

  private static final String RESULT = "result";
  private static final String DEAD = "dead";
  private static final String WORKER = "worker";
  private static final String PROGRESS = "progress";

  static final String OK = "ok";
  static final String FAILED = "failed";
  static final String CANCELLED = "cancelled";

  private final String queue;
  private final JobTuples jobs;
  private final ControlTuples control;
  private final KeyTuples keys;

  QueueTuples(String queue) {
    this.queue = queue;
    this.jobs = new JobTuples(queue);
    this.control = new ControlTuples(queue);
    this.keys = new KeyTuples(queue);
  }

  String queue() {
    return queue;
  }

  /** Those that are the jobs. */
  JobTuples jobs() {
    return jobs;
  }

  /** Those that say which keys are in use. */
  KeyTuples keys() {
    return keys;
  }

  /** Lets go of the key of a job, together with its end. */
  void letGo(TupleOperations operations, QueuedJob job) {
    String key = job.attributes().key();
    if (key != null) {
      operations.out(keys.unkey(key, job.id()));
    }
  }

  /** Those by which workers are told what to do. */
  ControlTuples control() {
    return control;
  }

  // ---- results

  Tuple result(String id, @Nullable Object value) {
    return Tuple.of(queue, RESULT, id, OK, value);
  }

  /** How a job's result is put. */
  static OutOptions resultOptions(QueuedJob job) {
    Duration timeToLive = job.attributes().resultTimeToLive();
    return timeToLive == null ? OutOptions.NONE : OutOptions.timeToLive(timeToLive);
  }

  Tuple failure(String id, JobError error) {
    return Tuple.of(queue, RESULT, id, FAILED, error.toTuple());
  }

  /** Tells whoever waits for a job's result that it was cancelled. */
  void putCancelled(TupleOperations operations, QueuedJob job) {
    letGo(operations, job);
    if (job.attributes().keepsResult()) {
      JobError error = JobError.of(CANCELLED, "somebody cancelled it");
      operations.out(
          Tuple.of(queue, RESULT, job.id(), CANCELLED, error.toTuple()), resultOptions(job));
    }
  }

  /** The result of one job. */
  Template result(String id) {
    return Template.of(queue, RESULT, id, any(), any());
  }

  /** Any result. */
  Template results() {
    return Template.of(queue, RESULT, any(), any(), any());
  }

  // ---- dead letters

  Tuple dead(QueuedJob job, JobError error, Instant now) {
    return Tuple.of(
        queue,
        DEAD,
        job.id(),
        job.level(),
        job.payload(),
        job.attributes().toField(),
        error.toTuple(),
        now);
  }

  /** Makes a job that was taken a dead letter, and tells whoever waits for its result. */
  void bury(TupleOperations operations, QueuedJob job, JobError error, Instant now) {
    letGo(operations, job);
    operations.out(dead(job, error, now));
    if (job.attributes().keepsResult()) {
      operations.out(failure(job.id(), error), resultOptions(job));
    }
  }

  Template dead(String id) {
    return Template.of(queue, DEAD, id, any(), any(), any(), any(), any());
  }

  Template dead() {
    return Template.of(queue, DEAD, any(), any(), any(), any(), any(), any());
  }

  static DeadLetter readDead(Tuple dead) {
    QueuedJob job =
        new QueuedJob(
            dead.getString(2), dead.getString(3), dead.get(4), Attributes.of(dead.get(5)));
    return new DeadLetter(job, JobError.of(dead.getTuple(6)), dead.get(7, Instant.class));
  }

  // ---- workers

  Tuple worker(WorkerInfo worker) {
    return Tuple.of(
        queue,
        WORKER,
        worker.name(),
        worker.seen(),
        worker.host(),
        worker.pid(),
        List.copyOf(worker.labels()),
        worker.concurrency(),
        worker.running(),
        worker.done());
  }

  Template workers() {
    return Template.of(queue, WORKER, any(), any(), any(), any(), any(), any(), any(), any());
  }

  // ---- progress

  Tuple progress(String id, Object value) {
    return Tuple.of(queue, PROGRESS, id, value);
  }

  Template progress(String id) {
    return Template.of(queue, PROGRESS, id, any());
  }
}
