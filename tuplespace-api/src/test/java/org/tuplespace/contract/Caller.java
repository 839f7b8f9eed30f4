package org.tuplespace.contract;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call that runs in a thread of its own, since it may block. */
public final class Caller<T> {
  private final FutureTask<T> task;
  private final Thread thread;
  private volatile boolean interruptedAfterwards;
  private volatile long nanos;

  private Caller(Callable<T> call) {
    this.task =
        new FutureTask<>(
            () -> {
              long start = System.nanoTime();
              try {
                return call.call();
              } finally {
                nanos = System.nanoTime() - start;
                interruptedAfterwards = Thread.currentThread().isInterrupted();
              }
            });
    this.thread = new Thread(task, "contract-caller");
    this.thread.setDaemon(true);
  }

  /** Begins the call. */
  static <T> Caller<T> start(Callable<T> call) {
    Caller<T> caller = new Caller<>(call);
    caller.thread.start();
    return caller;
  }

  /** What the call returned, or throws what it threw. */
  public T result() throws Exception {
    try {
      return task.get(SpaceFixture.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw new AssertionError("the call failed", e.getCause());
    } catch (TimeoutException e) {
      AssertionError late = new AssertionError("the call didn't return; its stack is the cause", e);
      Throwable stack = new Throwable("stack of " + thread);
      stack.setStackTrace(thread.getStackTrace());
      late.addSuppressed(stack);
      throw late;
    }
  }

  /** What the call threw. */
  public Throwable failure() {
    try {
      T result = result();
      throw new AssertionError("the call returned " + result + ", where it should have failed");
    } catch (Exception e) {
      return e;
    }
  }

  public boolean isDone() {
    return task.isDone();
  }

  public void interrupt() {
    thread.interrupt();
  }

  /** Whether the thread was still interrupted when the call had ended. */
  public boolean wasInterruptedAfterwards() {
    return interruptedAfterwards;
  }

  /** How long the call took. */
  public long millis() {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
