package org.tuplespace.examples.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that do something at once, and fail together. */
public final class Crew implements AutoCloseable {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> members = new ArrayList<>();

  /** Starts another one. */
  public void start(Callable<?> task) {
    members.add(threads.submit(task));
  }

  /** Waits for the end of all. */
  public void join() throws Exception {
    for (Future<?> member : members) {
      try {
        member.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Exception cause) {
          throw cause;
        }
        throw e;
      }
    }
    members.clear();
  }

  /** Interrupts those that are not done. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
