package org.tuplespace.redis.cli.hosts;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Does the same on many hosts, on some at once. */
public final class Fleet {

  private Fleet() {}

  /** What is done on a host. */
  @FunctionalInterface
  public interface Work<T, R> {

    /** Does it; errors of the host are {@link HostException}s. */
    R on(T host) throws InterruptedException;
  }

  /**
   * Does it everywhere, and tells the caller's thread of each as it is done. One that fails does
   * not keep the others from it.
   *
   * @param atOnce on how many at the same time, at most
   * @param done told what came of it
   * @param failed told why it could not be done
   * @throws InterruptedException if interrupted; what is under way is interrupted too
   */
  public static <T, R> void run(
      List<T> hosts,
      int atOnce,
      Work<T, R> work,
      BiConsumer<T, R> done,
      BiConsumer<T, HostException> failed)
      throws InterruptedException {
    if (hosts.isEmpty()) {
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(atOnce, hosts.size()));
    try {
      ExecutorCompletionService<Runnable> results = new ExecutorCompletionService<>(threads);
      for (T host : hosts) {
        results.submit(() -> outcome(host, work, result -> done.accept(host, result), failed));
      }
      for (int i = 0; i < hosts.size(); i++) {
        results.take().get().run();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T, R> Runnable outcome(
      T host, Work<T, R> work, Consumer<R> done, BiConsumer<T, HostException> failed)
      throws InterruptedException {
    try {
      R result = work.on(host);
      return () -> done.accept(result);
    } catch (HostException e) {
      return () -> failed.accept(host, e);
    }
  }
}
