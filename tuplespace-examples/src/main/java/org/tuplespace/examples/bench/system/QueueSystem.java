package org.tuplespace.examples.bench.system;

import java.util.Optional;
import java.util.Set;

/** Redisson's {@code RBlockingQueue}, a queue for each key, and its {@code RExecutorService}. */
public final class QueueSystem extends RedisSystem {

  public static final String ID = "rqueue";

  /** On this server. */
  public QueueSystem(String url) {
    super(ID, "Redisson RBlockingQueue, RExecutorService", url);
  }

  @Override
  public boolean hasJobs() {
    return true;
  }

  @Override
  public Store open() {
    return new QueueStore(url());
  }

  private static final class QueueStore extends RedissonStore {

    QueueStore(String url) {
      super(url);
    }

    @Override
    public Client connect() {
      return new QueueClient(redisson(), prefix());
    }

    @Override
    public Optional<JobService> jobs() {
      return Optional.of(new ExecutorJobs(redisson(), redisson(), prefix() + "squares"));
    }

    @Override
    public Set<String> commands() {
      return Set.of("rpush", "blpop", "lpop");
    }
  }
}
