package org.tuplespace.redis;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets only so many calls be under way at once; the others have their turn later. Thread-safe. */
final class Turns {

  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final Semaphore free;

  Turns(int most) {
    free = new Semaphore(most);
  }

  /** Makes the call when it is its turn, and completes as it does. */
  <T> CompletableFuture<T> take(Supplier<? extends CompletableFuture<T>> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    waiting.add(() -> begin(call, result));
    next();
    return result;
  }

  private <T> void begin(
      Supplier<? extends CompletableFuture<T>> call, CompletableFuture<T> result) {
    CompletableFuture<T> called;
    try {
      called = call.get();
    } catch (RuntimeException e) {
      called = CompletableFuture.failedFuture(e);
    }
    called.whenComplete(
        (value, error) -> {
          free.release();
          next();
          if (error != null) {
            result.completeExceptionally(error);
          } else {
            result.complete(value);
          }
        });
  }

  private void next() {
    while (!waiting.isEmpty() && free.tryAcquire()) {
      Runnable first = waiting.poll();
      if (first == null) {
        free.release();
      } else {
        first.run();
      }
    }
  }
}
