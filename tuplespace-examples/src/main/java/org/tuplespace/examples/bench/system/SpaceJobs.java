package org.tuplespace.examples.bench.system;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.JobOptions;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.JobResult;
import org.tuplespace.jobs.ResultQueue;
import org.tuplespace.jobs.Worker;

/** The job queue of this project: each job has its result exactly once. */
final class SpaceJobs implements JobService {

  private static final int RESULTS_AT_ONCE = 500;

  private final JobQueue queue;
  private final ResultQueue<Integer> results;
  private final JobQueue workersQueue;
  private @Nullable Worker worker;

  /** On the space of who queues, and that of who works. */
  SpaceJobs(TupleSpace client, TupleSpace workers) {
    queue = JobQueue.on(client, "squares");
    results = queue.results();
    workersQueue = JobQueue.on(workers, "squares");
  }

  @Override
  public void enqueue(int number) {
    queue.enqueue(number);
  }

  @Override
  public void enqueueAll(List<Integer> numbers) {
    queue.enqueueAll(numbers, JobOptions.DEFAULT);
  }

  @Override
  public void startWorker(int concurrency) {
    worker =
        Worker.on(workersQueue)
            .concurrency(concurrency)
            .handler(Integer.class, (number, context) -> number * number)
            .start();
  }

  @Override
  public long awaitResults(int count) throws InterruptedException {
    long sum = 0;
    int taken = 0;
    while (taken < count) {
      List<JobResult<Integer>> some = results.takeSome(Math.min(RESULTS_AT_ONCE, count - taken));
      for (JobResult<Integer> result : some) {
        sum += result.value();
      }
      taken += some.size();
    }
    return sum;
  }

  @Override
  public void stopWorker() {
    if (worker != null) {
      worker.close();
      worker = null;
    }
  }

  @Override
  public void close() {
    stopWorker();
  }
}
