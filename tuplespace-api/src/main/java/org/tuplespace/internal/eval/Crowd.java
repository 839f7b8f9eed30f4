package org.tuplespace.internal.eval;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The threads that evaluate, and how many of them have work for a processor: Linda's processes
 * block on one another, and while some wait, others must begin. Thread-safe.
 */
final class Crowd {

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  /** Runs tasks as {@code executor} does, and counts their threads. */
  Executor counting(Executor executor) {
    return task ->
        executor.execute(
            () -> {
              Thread thread = Thread.currentThread();
              threads.add(thread);
              try {
                task.run();
              } finally {
                threads.remove(thread);
              }
            });
  }

  /** How many compute at this moment, rather than wait. */
  int computing() {
    return (int) threads.stream().filter(Crowd::isComputing).count();
  }

  private static boolean isComputing(Thread thread) {
    return switch (thread.getState()) {
      case WAITING, TIMED_WAITING, TERMINATED -> false;
      case NEW, RUNNABLE, BLOCKED -> true;
    };
  }
}
