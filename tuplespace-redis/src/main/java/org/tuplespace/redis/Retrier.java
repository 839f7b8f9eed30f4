package org.tuplespace.redis;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.config.DelayStrategy;
import org.redisson.config.EqualJitterDelay;
import org.tuplespace.TupleSpaceClosedException;

/**
 * Sends a call again, unchanged, while the server can't be reached or is silent. That is safe
 * because every script answers a repeated call from its record, or changes nothing by it, and the
 * other calls are such as can be made again.
 */
final class Retrier {

  private static final DelayStrategy DELAY =
      new EqualJitterDelay(Duration.ofMillis(40), Duration.ofSeconds(1));

  private final ScriptRunner runner;
  private final ScheduledExecutorService timer;
  private final String server;

  /** Between two attempts a call exists only in the timer, which forgets everything at close. */
  private final Set<Attempts<?>> sleeping = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;

  Retrier(ScriptRunner runner, ScheduledExecutorService timer, String server) {
    this.runner = runner;
    this.timer = timer;
    this.server = server;
  }

  /**
   * Runs a script until it answers or {@code deadline} has passed.
   *
   * @param deadline as {@link System#nanoTime} has it
   * @param onDoubt called when a copy may have run whose reply did not come
   * @return completes exceptionally with what {@link ServerErrors} makes of the last error; where
   *     the script is one on a slot and may have run, with {@link
   *     org.tuplespace.OutcomeUnknownException}
   */
  CompletableFuture<Reply> run(
      Script script, String metaKey, Args args, long deadline, Runnable onDoubt) {
    return new Attempts<>(
            () -> runner.run(script, metaKey, args), script.onSlot(), deadline, onDoubt)
        .start();
  }

  /** Makes a call that can be made again, until it is answered or {@code deadline} has passed. */
  <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> call, long deadline) {
    return new Attempts<>(call, false, deadline, () -> {}).start();
  }

  /** Fails the calls that wait for their next attempt, and those that would come to. */
  void close() {
    closed = true;
    for (Attempts<?> attempts : sleeping) {
      attempts.failClosed();
    }
  }

  private final class Attempts<T> {
    private final Supplier<CompletableFuture<T>> call;
    private final boolean onSlot;
    private final long deadline;
    private final Runnable onDoubt;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private int attempt;
    private boolean mayHaveRun;

    Attempts(Supplier<CompletableFuture<T>> call, boolean onSlot, long deadline, Runnable onDoubt) {
      this.call = call;
      this.onSlot = onSlot;
      this.deadline = deadline;
      this.onDoubt = onDoubt;
    }

    CompletableFuture<T> start() {
      call.get().whenComplete(this::answered);
      return result;
    }

    private void answered(T reply, @Nullable Throwable thrown) {
      if (thrown == null) {
        result.complete(reply);
        return;
      }
      Throwable error = ServerErrors.unwrap(thrown);
      if (ServerErrors.mayHaveRun(error)) {
        mayHaveRun = true;
        onDoubt.run();
      }
      if (!ServerErrors.isPassing(error)) {
        result.completeExceptionally(ServerErrors.translate(error, server));
        return;
      }
      // The first loss is perhaps that of one connection; at a second the server is gone, or worse.
      long delay =
          attempt == 0 && ServerErrors.isLoss(error)
              ? 0
              : DELAY.calcDelay(Math.min(attempt, 10)).toNanos();
      attempt++;
      if (System.nanoTime() + delay - deadline >= 0) {
        result.completeExceptionally(
            onSlot && mayHaveRun
                ? ServerErrors.unknown(error, server)
                : ServerErrors.unavailable(error, server));
        return;
      }
      sleeping.add(this);
      try {
        timer.schedule(this::wake, delay, TimeUnit.NANOSECONDS);
        if (closed) {
          failClosed();
        }
      } catch (RejectedExecutionException e) {
        failClosed();
      }
    }

    private void wake() {
      if (sleeping.remove(this)) {
        start();
      }
    }

    private void failClosed() {
      if (sleeping.remove(this)) {
        result.completeExceptionally(
            new TupleSpaceClosedException("the connection to " + server + " was closed", null));
      }
    }
  }
}
