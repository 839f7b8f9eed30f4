package org.tuplespace.jobs;

/** What {@link JobQueue#cancel} found. */
public enum Cancellation {
  /** The job waited, and will not be run. */
  WAITING,
  /** A worker ran the job, and has given it up; what the run still does does not count. */
  RUNNING,
  /**
   * It doesn't wait, and a worker that may have it has not answered in time. If that worker is
   * dead, the job is cancelled as soon as somebody else takes it; else it may still end otherwise.
   */
  PENDING,
  /**
   * It has ended, or there was no such job. A job that was taken by {@link JobQueue#dequeue} isn't
   * found either; it is cancelled if it is given back within half a minute.
   */
  NOT_FOUND
}
