package org.tuplespace.redis;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets only so many calls be under way at once; the others have their turn later. Thread-safe. */
final class Turns {

  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final Semaphore free;

  Turns(int most) {
    free = new Semaphore(most);
  }

  /** Makes the call when it is its turn, and completes as it does. */
  private <T> CompletableFuture<T> take(Supplier<? extends CompletableFuture<T>> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    waiting.add(() -> begin(call, result));
    next();
    return result;
  }

  /**
   * Makes the calls, each when it is its turn, and completes when all have ended. After one has
   * failed it makes none of those left.
   */
  CompletableFuture<@Nullable Void> takeAll(
      List<? extends Supplier<? extends CompletableFuture<?>>> calls) {
    AtomicBoolean failed = new AtomicBoolean();
    return CompletableFuture.allOf(
        calls.stream()
            .map(call -> take(() -> unless(failed, call)))
            .toArray(CompletableFuture<?>[]::new));
  }

  private static CompletableFuture<?> unless(
      AtomicBoolean failed, Supplier<? extends CompletableFuture<?>> call) {
    if (failed.get()) {
      return CompletableFuture.completedFuture(null);
    }
    return call.get().whenComplete((value, error) -> failed.compareAndSet(false, error != null));
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
