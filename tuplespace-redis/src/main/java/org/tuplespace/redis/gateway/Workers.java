package org.tuplespace.redis.gateway;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that call the space, as many however many clients there are; idle ones end. Kinds
 * that take different time have threads of their own, so that none waits behind a slower one.
 */
final class Workers {

  private static final int IDLE_SECONDS = 10;

  /** Begin what is answered later, and write what was answered: nothing that waits. */
  private final ExecutorService starts =
      pool("start", Math.max(2, Runtime.getRuntime().availableProcessors()));

  /** Commit and abort, each a call to the server. */
  private final ExecutorService ends = pool("end", 16);

  /** Look at many tuples. */
  private final ExecutorService scans = pool("scan", 8);

  private static ExecutorService pool(String purpose, int threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory("tuplespace linuxtuples " + purpose, true));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  void start(Runnable work) {
    submit(starts, work);
  }

  void end(Runnable work) {
    submit(ends, work);
  }

  void scan(Runnable work) {
    submit(scans, work);
  }

  private static void submit(ExecutorService pool, Runnable work) {
    try {
      pool.execute(work);
    } catch (RejectedExecutionException e) {
      // The gateway is closed: what is held goes back when the session ends.
    }
  }

  /** Finishes what was submitted, for so long. */
  void close(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (ExecutorService pool : List.of(starts, ends)) {
        pool.shutdown();
        if (!pool.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          pool.shutdownNow();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      List.of(starts, ends, scans).forEach(ExecutorService::shutdownNow);
    }
  }
}
