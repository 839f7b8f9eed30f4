package org.tuplespace.examples.bench.peers;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Waiting for those who can only block: a thread each. */
final class Waits {

  private static final int STACK = 64 << 10;

  private Waits() {}

  /** For calls that don't notice an interrupt themselves, so that what is given up ends. */
  static void endIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted");
    }
  }

  static <T> CompletionStage<T> later(Callable<T> call) {
    CompletableFuture<T> future = new CompletableFuture<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                future.complete(call.call());
              } catch (Exception e) {
                future.completeExceptionally(e);
              }
            },
            "wait",
            STACK);
    thread.setDaemon(true);
    thread.start();
    future.whenComplete((value, error) -> thread.interrupt());
    return future;
  }
}
