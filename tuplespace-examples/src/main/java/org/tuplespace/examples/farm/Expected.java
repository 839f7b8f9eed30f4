package org.tuplespace.examples.farm;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Something that a space will send, and that may be looked for again and again meanwhile: it is one
 * wait on the server, where a call with a timeout would be a new one each time. Closing gives up.
 */
final class Expected<T> implements AutoCloseable {

  private final CompletableFuture<T> future;

  Expected(CompletableFuture<T> future) {
    this.future = future;
  }

  /**
   * What was sent, if it came within so much time.
   *
   * @throws InterruptedException if interrupted; it may be looked for again
   */
  Optional<T> poll(Duration timeout) throws InterruptedException {
    try {
      return Optional.of(future.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    future.cancel(false);
  }
}
