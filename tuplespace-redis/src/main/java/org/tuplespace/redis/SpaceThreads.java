package org.tuplespace.redis;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.tuplespace.internal.DaemonThreads;

/**
 * The threads of a client of a space: one that keeps the time, and one on which the futures that
 * callers hold complete. Redisson's own threads must not run what a caller hangs on a future.
 */
record SpaceThreads(ScheduledThreadPoolExecutor timer, ExecutorService completer)
    implements AutoCloseable {

  private static final long IDLE_SECONDS = 10;

  static SpaceThreads forSpace(String name) {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, new DaemonThreads(name, "timer"));
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    ThreadPoolExecutor completer =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DaemonThreads(name, "completer"));
    completer.allowCoreThreadTimeOut(true);
    return new SpaceThreads(timer, completer);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    completer.shutdown();
  }
}
