package org.tuplespace.redis.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Lets a program clean up when it is told to end: Ctrl-C and SIGTERM interrupt its main thread, and
 * the JVM waits a while for it to unwind.
 */
public final class CleanEnd {

  private static volatile Duration patience = Duration.ofSeconds(10);

  private CleanEnd() {}

  /** For a program that has to finish something: lets it take this long, in place of 10 s. */
  static void takeUpTo(Duration time) {
    patience = time;
  }

  /** For a program that may be in a call that nothing ends, and has nothing to clean up. */
  static void endAtOnce() {
    patience = Duration.ZERO;
  }

  /** Runs {@code program} on this thread and ends the JVM with the status that it returns. */
  public static void exitWith(IntSupplier program) {
    Thread main = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              if (ended.getCount() > 0) {
                main.interrupt();
                await(ended);
              }
            },
            "clean end");
    Runtime.getRuntime().addShutdownHook(hook);
    int status = ExitStatus.FAULT;
    try {
      status = program.getAsInt();
    } catch (RuntimeException | Error e) {
      e.printStackTrace(); // of nobody's but the program's own making
    } finally {
      ended.countDown();
      System.exit(status);
    }
  }

  private static void await(CountDownLatch ended) {
    try {
      if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS) && !patience.isZero()) {
        System.err.println("tuples: ended without cleaning up, which took too long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
