package org.tuplespace.jobs;

import org.tuplespace.TupleOperations;

/**
 * What a running job knows of itself, and can do beside its result. Thread-safe.
 *
 * <p>A long job needs no heartbeat of its own: the worker renews its lease three times a lease for
 * as long as the process lives, however long the job takes. What it can't tell is a job that hangs;
 * such a one is seen by a {@link #progress} that stands still, and ended by {@link
 * JobQueue#cancel}.
 */
public interface JobContext {

  /** The job's id. */
  String id();

  /** Which attempt this is, from 1; those that crashed don't count. */
  int attempt();

  /** The queue that the job was in. */
  JobQueue queue();

  /** The worker that runs it. */
  String worker();

  /**
   * Operations that take effect together with the job's result, or not at all: what is put by them
   * is put exactly once, however often the job is repeated. They stay within the queue's partition:
   * the first field of their tuples is the queue's name. Jobs that this one queues go by {@link
   * JobQueue#enqueue(TupleOperations, Object, JobOptions)}.
   */
  TupleOperations tuples();

  /**
   * Tells how far the job has come, by whatever value: at once, not with the result, for everyone
   * who asks {@link JobQueue#progress}, until the attempt ends. Does nothing if the lease is lost.
   * Each call is one operation on the space, with its errors.
   *
   * @throws IllegalArgumentException if the value is null, or can't be in a tuple
   */
  void progress(Object value);

  /**
   * Whether nothing that this run does counts any more, so that it should end: the job was
   * {@linkplain JobQueue#cancel cancelled}, or the worker stops and has given the job back, or its
   * lease was lost. The thread is interrupted in the first two cases.
   */
  boolean isCancelled();
}
