package org.tuplespace.examples.bench.system;

import java.util.Optional;
import java.util.Set;

/** Redisson's {@code RBlockingQueue}, a queue for each key, and its {@code RExecutorService}. */
public final class QueueSystem implements BenchSystem {

  public static final String ID = "rqueue";

  private final String url;

  /** On this server. */
  public QueueSystem(String url) {
    this.url = url;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Redisson RBlockingQueue, RExecutorService";
  }

  @Override
  public boolean hasJobs() {
    return true;
  }

  @Override
  public boolean isOnRedis() {
    return true;
  }

  @Override
  public Store open() {
    return new QueueStore(url);
  }

  @Override
  public void close() {}

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
