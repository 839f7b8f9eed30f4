package org.tuplespace.jobs;

import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;

/**
 * What became of a job: a value, or the error of its last attempt, or that it was cancelled.
 *
 * @param <R> the value's type, which is not checked
 */
public final class JobResult<R extends @Nullable Object> {

  private final String id;
  private final @Nullable Object value;
  private final @Nullable JobError error;
  private final boolean cancelled;

  private JobResult(
      String id, @Nullable Object value, @Nullable JobError error, boolean cancelled) {
    this.cancelled = cancelled;
    this.id = id;
    this.value = value;
    this.error = error;
  }

  static <R extends @Nullable Object> JobResult<R> of(Tuple result) {
    String id = result.getString(2);
    return QueueTuples.OK.equals(result.get(3))
        ? new JobResult<>(id, result.get(4), null, false)
        : new JobResult<>(
            id, null, JobError.of(result.getTuple(4)), QueueTuples.CANCELLED.equals(result.get(3)));
  }

  /** The job. */
  public String id() {
    return id;
  }

  /** Whether the job was {@linkplain JobQueue#cancel cancelled}; it counts as failed too. */
  public boolean isCancelled() {
    return cancelled;
  }

  /** Whether there is an error instead of a value. */
  public boolean isFailed() {
    return error != null;
  }

  /**
   * What the job resulted in.
   *
   * @throws JobFailedException if it failed or was cancelled
   */
  public R value() {
    if (error != null) {
      throw new JobFailedException(id, error);
    }
    return JobResult.<R>cast(value);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
  static <R extends @Nullable Object> R cast(@Nullable Object value) {
    return (R) value;
  }

  /** What the last attempt failed with, or that it was cancelled; null if the job succeeded. */
  public @Nullable JobError error() {
    return error;
  }

  @Override
  public String toString() {
    return "job " + id + (error == null ? ": " + value : " failed: " + error);
  }
}
