package org.tuplespace.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job that was given up. */
public final class DeadLetter {

  private final QueuedJob job;
  private final JobError error;
  private final Instant time;

  DeadLetter(QueuedJob job, JobError error, Instant time) {
    this.job = job;
    this.error = error;
    this.time = time;
  }

  /** The job's id. */
  public String id() {
    return job.id();
  }

  /** What was to be worked on. */
  public @Nullable Object payload() {
    return job.payload();
  }

  /** How many attempts failed; crashes don't count. */
  public int attempts() {
    return job.attributes().attempts();
  }

  /** What the last attempt failed with. */
  public JobError error() {
    return error;
  }

  /** When the job was given up, by the clock of the worker that did. */
  public Instant time() {
    return time;
  }

  QueuedJob job() {
    return job;
  }

  @Override
  public String toString() {
    return "job " + id() + " after " + attempts() + " attempts: " + error;
  }
}
