package org.tuplespace.jobs;

import org.tuplespace.TupleSpaceException;

/** A job has no result, since its attempts failed or it was cancelled. */
public class JobFailedException extends TupleSpaceException {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final JobError error;

  public JobFailedException(String id, JobError error) {
    super("job " + id + " failed: " + error);
    this.id = id;
    this.error = error;
  }

  /** The job. */
  public String id() {
    return id;
  }

  /** What its last attempt failed with. */
  public JobError error() {
    return error;
  }
}
