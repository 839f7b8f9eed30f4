package org.tuplespace.examples.bench.system;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.redisson.api.RExecutorFuture;
import org.redisson.api.RScheduledExecutorService;
import org.redisson.api.RedissonClient;

/** Redisson's executor: tasks are done at least once, and their results come by futures. */
final class ExecutorJobs implements JobService {

  private final RScheduledExecutorService client;
  private final RScheduledExecutorService workers;
  private final List<RExecutorFuture<?>> futures = new ArrayList<>();

  ExecutorJobs(RedissonClient client, RedissonClient workers, String name) {
    this.client = client.getExecutorService(name);
    this.workers = workers.getExecutorService(name);
  }

  /** What the workers run. */
  static final class Square implements Callable<Integer>, Serializable {

    private static final long serialVersionUID = 1L;

    private final int number;

    Square(int number) {
      this.number = number;
    }

    @Override
    public Integer call() {
      return number * number;
    }
  }

  @Override
  public void enqueue(int number) {
    futures.add(client.submit(new Square(number)));
  }

  @Override
  public void enqueueAll(List<Integer> numbers) {
    Square[] tasks = numbers.stream().map(Square::new).toArray(Square[]::new);
    futures.addAll(client.submit(tasks).getTaskFutures());
  }

  @Override
  public void startWorker(int concurrency) {
    workers.registerWorkers(concurrency);
  }

  @Override
  public long awaitResults(int count) throws Exception {
    long sum = 0;
    for (RExecutorFuture<?> future : futures.subList(0, count)) {
      sum += (Integer) future.get();
    }
    futures.subList(0, count).clear();
    return sum;
  }

  @Override
  public void stopWorker() {
    workers.deregisterWorkers();
  }

  @Override
  public void close() {
    client.delete();
  }
}
