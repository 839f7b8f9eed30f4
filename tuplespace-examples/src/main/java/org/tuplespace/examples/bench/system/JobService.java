package org.tuplespace.examples.bench.system;

import java.util.List;

/** Jobs that are queued, and done by workers: each squares a number. Used by one thread. */
public interface JobService extends AutoCloseable {

  /** Queues the job to square this number. */
  void enqueue(int number) throws Exception;

  /** Queues the jobs to square these numbers, by what the system has for many at once. */
  void enqueueAll(List<Integer> numbers) throws Exception;

  /** Starts a worker that does so many jobs at once. */
  void startWorker(int concurrency) throws Exception;

  /**
   * Waits for the results of so many jobs.
   *
   * @return their sum
   */
  long awaitResults(int count) throws Exception;

  /** Stops the worker. */
  void stopWorker() throws Exception;

  @Override
  void close() throws Exception;
}
