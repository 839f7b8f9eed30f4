package org.tuplespace.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.api.listener.StatusListener;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * The messages by which the server wakes this client: what a wait was served, on the session's own
 * channel, and notices to everyone. A message can be lost with its connection; after each
 * re-subscription the client asks what it missed.
 */
final class Hints {

  private final Partition partition;
  private final RedissonClient redisson;

  Hints(Partition partition, RedissonClient redisson) {
    this.partition = partition;
    this.redisson = redisson;
  }

  /** Completes when notices come. */
  CompletableFuture<?> subscribe() {
    return topic(partition.keys().notices())
        .addListenerAsync(byte[].class, (channel, message) -> notice(new String(message, UTF_8)))
        .toCompletableFuture();
  }

  /** Completes when the session's hints come; only then may it register a wait. */
  CompletableFuture<?> subscribe(Session session) {
    RTopic topic = topic(partition.keys().hints(session.id()));
    return topic
        .addListenerAsync(byte[].class, (channel, message) -> hint(session, message))
        .thenCompose(
            listening ->
                topic.addListenerAsync(
                    new StatusListener() {
                      private boolean before;

                      @Override
                      public void onSubscribe(String channel) {
                        if (before) {
                          partition.renew(partition.settings().lease());
                        }
                        before = true;
                      }

                      @Override
                      public void onUnsubscribe(String channel) {}
                    }))
        .toCompletableFuture();
  }

  void unsubscribe(Session session) {
    CompletableFuture<?> unused =
        topic(partition.keys().hints(session.id())).removeAllListenersAsync().toCompletableFuture();
  }

  CompletableFuture<@Nullable Void> unsubscribeAll() {
    CompletableFuture<Void> hints =
        topic(partition.keys().hints(partition.session().id()))
            .removeAllListenersAsync()
            .toCompletableFuture();
    CompletableFuture<Void> notices =
        topic(partition.keys().notices()).removeAllListenersAsync().toCompletableFuture();
    return CompletableFuture.allOf(hints, notices);
  }

  private RTopic topic(String channel) {
    return redisson.getTopic(channel, ByteArrayCodec.INSTANCE);
  }

  private void notice(String notice) {
    if (notice.equals("look")) {
      partition.waits().look();
    } else if (notice.equals("dropped")) {
      partition.dropped();
    }
  }

  /** Either "id fetch", or "id alternative deliveries bytes". */
  private void hint(Session session, byte[] message) {
    int id = space(message, 0);
    int alternative = space(message, id + 1);
    String wait = new String(message, 0, id, UTF_8);
    if (alternative == message.length) {
      partition.waits().missed(session, wait);
      return;
    }
    int deliveries = space(message, alternative + 1);
    partition
        .waits()
        .served(
            session,
            wait,
            Arrays.copyOfRange(message, alternative + 1, deliveries),
            Arrays.copyOfRange(message, deliveries + 1, message.length));
  }

  private static int space(byte[] message, int from) {
    int i = from;
    while (i < message.length && message[i] != ' ') {
      i++;
    }
    return i;
  }
}
