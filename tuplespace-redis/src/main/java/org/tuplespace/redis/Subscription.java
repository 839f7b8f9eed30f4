package org.tuplespace.redis;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RTopic;
import org.redisson.api.listener.StatusListener;

/**
 * This client's own listeners on one channel; others on the same connection stay when they go.
 * Thread-safe.
 */
final class Subscription {

  private @Nullable RTopic topic;
  private @Nullable Integer messages;
  private @Nullable Integer status;
  private boolean closed;

  /**
   * Completes when messages come.
   *
   * @param onMessage called for each, on a thread of Redisson's
   * @param onReconnected called after the connection was lost, with what was sent meanwhile
   */
  CompletableFuture<?> open(RTopic on, Consumer<byte[]> onMessage, Runnable onReconnected) {
    return on.addListenerAsync(byte[].class, (channel, message) -> onMessage.accept(message))
        .thenCompose(
            listener -> {
              keep(on, listener, null);
              // Called at re-subscriptions alone, since this comes after the first.
              return on.addListenerAsync(new Reconnections(onReconnected));
            })
        .thenAccept(listener -> keep(on, null, listener))
        .toCompletableFuture();
  }

  private void keep(RTopic on, @Nullable Integer ofMessages, @Nullable Integer ofStatus) {
    boolean late;
    synchronized (this) {
      topic = on;
      messages = ofMessages == null ? messages : ofMessages;
      status = ofStatus == null ? status : ofStatus;
      late = closed;
    }
    if (late) {
      CompletableFuture<?> unused = close();
    }
  }

  CompletableFuture<?> close() {
    RTopic on;
    Integer[] listeners;
    synchronized (this) {
      closed = true;
      on = topic;
      listeners = Stream.of(messages, status).filter(Objects::nonNull).toArray(Integer[]::new);
      messages = null;
      status = null;
    }
    return on == null || listeners.length == 0
        ? CompletableFuture.completedFuture(null)
        : on.removeListenerAsync(listeners).toCompletableFuture();
  }

  private record Reconnections(Runnable then) implements StatusListener {
    @Override
    public void onSubscribe(String channel) {
      then.run();
    }

    @Override
    public void onUnsubscribe(String channel) {}
  }
}
