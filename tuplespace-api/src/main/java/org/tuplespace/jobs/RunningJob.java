package org.tuplespace.jobs;

import org.tuplespace.TupleOperations;

/** A job, as the code that does it sees it. */
final class RunningJob implements JobContext {

  private final TakenJob job;
  private final JobQueue queue;
  private final String worker;

  RunningJob(TakenJob job, JobQueue queue, String worker) {
    this.job = job;
    this.queue = queue;
    this.worker = worker;
  }

  @Override
  public String id() {
    return job.id();
  }

  @Override
  public int attempt() {
    return job.attempt();
  }

  @Override
  public JobQueue queue() {
    return queue;
  }

  @Override
  public String worker() {
    return worker;
  }

  @Override
  public TupleOperations tuples() {
    return job.tuples();
  }

  @Override
  public void progress(Object value) {
    job.progress(value);
  }

  @Override
  public boolean isCancelled() {
    return job.isLost();
  }
}
