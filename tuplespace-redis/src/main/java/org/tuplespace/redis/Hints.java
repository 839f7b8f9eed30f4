package org.tuplespace.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * The messages by which the server wakes this client: what a wait was served, on the session's own
 * channel, and notices to everyone. A message can be lost with its connection; after each
 * re-subscription the client asks what it missed.
 */
final class Hints {

  private final Partition partition;
  private final RedissonClient redisson;
  private final Subscription notices = new Subscription();
  private final Map<Session, Subscription> bySession = new ConcurrentHashMap<>();

  Hints(Partition partition, RedissonClient redisson) {
    this.partition = partition;
    this.redisson = redisson;
  }

  /** Completes when notices come. Tries again while the server is slow, until {@code deadline}. */
  CompletableFuture<String> subscribe(long deadline) {
    return notices
        .open(
            topic(partition.keys().notices()),
            message -> notice(new String(message, UTF_8)),
            this::renew)
        .thenApply(opened -> "subscribed")
        .exceptionallyCompose(
            error -> again(deadline, error).thenCompose(paused -> subscribe(deadline)));
  }

  /**
   * Completes when the session's hints come; only then may it register a wait. Tries again while
   * the server can't be reached, until {@code deadline}.
   */
  CompletableFuture<Session> subscribe(Session session, long deadline) {
    Subscription subscription = new Subscription();
    bySession.put(session, subscription);
    return subscription
        .open(
            topic(partition.keys().hints(session.id())),
            message -> hint(session, message),
            () -> reconnected(session))
        .thenApply(opened -> session)
        .exceptionallyCompose(error -> subscribeAgain(session, deadline, error));
  }

  /** Perhaps hints are lost, perhaps the server has lost what it was told. */
  private void reconnected(Session session) {
    session.undone().forEach(undo -> partition.insist(Script.UNDO, undo));
    partition.acknowledgements().again(session);
    renew();
    partition.reconciliation().start();
  }

  private void renew() {
    CompletableFuture<?> unused = partition.sessions().renew(partition.settings().lease());
  }

  private CompletableFuture<Session> subscribeAgain(
      Session session, long deadline, Throwable thrown) {
    unsubscribe(session);
    return again(deadline, thrown).thenCompose(paused -> subscribe(session, deadline));
  }

  /** Completes after a pause where another attempt may help, else with what failed. */
  private CompletableFuture<?> again(long deadline, Throwable thrown) {
    Throwable error = ServerErrors.unwrap(thrown);
    return ServerErrors.isPassing(error)
            && !partition.isClosed()
            && System.nanoTime() - deadline < 0
        ? partition.pause()
        : CompletableFuture.failedFuture(ServerErrors.translate(error, partition.server()));
  }

  void unsubscribe(Session session) {
    Subscription subscription = bySession.remove(session);
    if (subscription != null) {
      CompletableFuture<?> unused = subscription.close();
    }
  }

  CompletableFuture<?> unsubscribeAll() {
    List<CompletableFuture<?>> all = new ArrayList<>();
    all.add(notices.close());
    bySession.values().forEach(subscription -> all.add(subscription.close()));
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  private RTopic topic(String channel) {
    return redisson.getTopic(channel, ByteArrayCodec.INSTANCE);
  }

  private void notice(String notice) {
    if (notice.startsWith("look")) {
      partition.waits().look(notice.equals("look all"));
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
      partition.missed(session, wait);
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
