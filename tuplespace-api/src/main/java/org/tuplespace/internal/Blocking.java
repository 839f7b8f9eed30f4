package org.tuplespace.internal;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Blocks a thread on a {@link Pending} result. A timeout or an interrupt withdraws the operation;
 * if it was served all the same, the result is returned, and after an interrupt the flag is set
 * again.
 */
public final class Blocking {

  private Blocking() {}

  /** To be called before an interruptible operation starts. */
  public static void requireNotInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before the call");
    }
  }

  /** The result, however long it takes. */
  public static <R> R await(Pending<R> pending) throws InterruptedException {
    try {
      return pending.get();
    } catch (ExecutionException e) {
      throw Failures.atCaller(e);
    } catch (InterruptedException e) {
      return afterInterrupt(pending, e);
    }
  }

  /** The result, or empty if the operation was withdrawn because the time is over. */
  public static <R> Optional<R> await(Pending<R> pending, long nanos) throws InterruptedException {
    try {
      return Optional.of(pending.get(nanos, TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      throw Failures.atCaller(e);
    } catch (InterruptedException e) {
      return Optional.of(afterInterrupt(pending, e));
    } catch (TimeoutException e) {
      return afterTimeout(pending);
    }
  }

  private static <R> Optional<R> afterTimeout(Pending<R> pending) {
    pending.withdraw();
    try {
      return Optional.of(pending.join());
    } catch (CancellationException e) {
      return Optional.empty();
    } catch (CompletionException e) {
      throw Failures.atCaller(e);
    }
  }

  private static <R> R afterInterrupt(Pending<R> pending, InterruptedException interrupt)
      throws InterruptedException {
    pending.withdraw();
    R result;
    try {
      result = pending.join();
    } catch (CancellationException e) {
      throw interrupt;
    } catch (CompletionException e) {
      interrupt.addSuppressed(Failures.unwrap(e));
      throw interrupt;
    }
    Thread.currentThread().interrupt();
    return result;
  }
}
