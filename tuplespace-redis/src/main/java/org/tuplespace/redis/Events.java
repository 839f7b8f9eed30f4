package org.tuplespace.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.tuplespace.Template;
import org.tuplespace.TupleListener;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.Watch;
import org.tuplespace.internal.DaemonThreads;

/**
 * The events of a partition, for this client's watches. The server numbers and publishes them while
 * anyone watches; a hole in the numbers is a gap.
 */
final class Events implements AutoCloseable {

  private static final byte[] ZERO = {'0'};
  private static final long IDLE_SECONDS = 10;

  private final Partition partition;
  private final RedissonClient redisson;
  private final List<RedisWatch> watches = new CopyOnWriteArrayList<>();
  private final ExecutorService thread;
  private final Subscription subscription = new Subscription();
  private final AtomicLong turn = new AtomicLong();

  /** The highest number of an event that this client has seen. */
  private final AtomicLong seen = new AtomicLong();

  /** The number of the event that came last. Used on the events' thread alone. */
  private long last;

  private @Nullable CompletableFuture<?> subscribed;

  Events(Partition partition, RedissonClient redisson) {
    this.partition = partition;
    this.redisson = redisson;
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DaemonThreads(partition.keys().events(), "events"));
    executor.allowCoreThreadTimeOut(true);
    this.thread = executor;
  }

  /** Completes when the listener is told of everything that happens from now on. */
  CompletableFuture<Watch> watch(@Nullable Template template, TupleListener listener) {
    RedisWatch watch = new RedisWatch(template, listener, this);
    return subscribe()
        .thenCompose(
            done -> {
              watches.add(watch);
              return tellServer();
            })
        .thenApply(
            last -> {
              watch.startAfter(last);
              return (Watch) watch;
            })
        .whenComplete(
            (started, error) -> {
              if (error != null) {
                watches.remove(watch);
              }
            });
  }

  void end(RedisWatch watch) {
    if (watches.remove(watch) && !partition.isClosed()) {
      CompletableFuture<?> unused = tellServer();
    }
  }

  /** The new session is to count as a watcher too; what happened in between is a gap. */
  void sessionChanged() {
    checkForGaps();
  }

  @Override
  public void close() {
    watches.clear();
    thread.shutdown();
    CompletableFuture<?> unused = subscription.close();
  }

  /**
   * The server says how many watches this client has. Where it has lost its last writes, or a call
   * about them failed, it is told again.
   */
  void compare(long known) {
    if (known != watches.size()) {
      CompletableFuture<?> unused = tellServer().thenAccept(this::expectAfter);
    }
  }

  /** Tells how many watch, and answers with the number of the last event. */
  private CompletableFuture<Long> tellServer() {
    Session session = partition.session();
    long now = turn.incrementAndGet(); // before the count: a later turn has a later count
    return partition
        .call(Script.WATCH, Args.of(session.id()).add(watches.size()).add(now).add(seen.get()))
        .thenCompose(
            reply ->
                switch (reply.status()) {
                  case "OK" -> CompletableFuture.completedFuture(saw(reply.number(0)));
                  case "NOSESSION" ->
                      partition.sessions().reopen(session).thenCompose(opened -> tellServer());
                  default -> CompletableFuture.failedFuture(partition.closed());
                });
  }

  /** One subscription serves all watches; one that failed is tried anew by the next. */
  private synchronized CompletableFuture<?> subscribe() {
    CompletableFuture<?> ready = subscribed;
    if (ready == null || ready.isCompletedExceptionally()) {
      RTopic topic = redisson.getTopic(partition.keys().events(), ByteArrayCodec.INSTANCE);
      ready =
          subscription.open(topic, message -> enqueue(() -> event(message)), this::checkForGaps);
      subscribed = ready;
    }
    return ready;
  }

  private void checkForGaps() {
    if (!watches.isEmpty()) {
      CompletableFuture<?> unused = tellServer().thenAccept(this::expectAfter);
    }
  }

  private void expectAfter(long event) {
    enqueue(() -> watches.forEach(watch -> watch.expectAfter(event)));
  }

  private long saw(long event) {
    seen.accumulateAndGet(event, Math::max);
    return event;
  }

  private void enqueue(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      // Closed: nobody watches any more.
    }
  }

  /** A number, O or R, and the stored tuple. */
  private void event(byte[] message) {
    int kind = 0;
    while (kind < message.length && message[kind] >= '0' && message[kind] <= '9') {
      kind++;
    }
    if (kind == 0 || kind == message.length) {
      return; // a notice that the space is being dropped
    }
    long number = saw(Long.parseLong(new String(message, 0, kind, UTF_8)));
    if (number <= last) { // the server has lost its last events, and counts them again
      watches.forEach(watch -> watch.startOverAt(number));
    }
    last = number;
    byte[] stored = Arrays.copyOfRange(message, kind + 1, message.length);
    boolean out = message[kind] == 'O';
    TupleOrGap tuple = read(stored);
    for (RedisWatch watch : watches) {
      watch.event(number, out, tuple);
    }
  }

  /** What an event is about; null if it could not be read any more. */
  record TupleOrGap(org.tuplespace.@Nullable Tuple tuple) {}

  private TupleOrGap read(byte[] stored) {
    try {
      return new TupleOrGap(partition.reader().read(stored, ZERO).join().get(0));
    } catch (TupleSpaceException | java.util.concurrent.CompletionException e) {
      return new TupleOrGap(null);
    }
  }
}
