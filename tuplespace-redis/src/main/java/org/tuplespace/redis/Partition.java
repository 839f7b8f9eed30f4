package org.tuplespace.redis;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.SchemaVersionException;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.redis.codec.Blob;
import org.tuplespace.redis.codec.EncodedTemplate;
import org.tuplespace.redis.codec.EncodedTuple;
import org.tuplespace.redis.codec.TupleCodec;

/**
 * One client's hold on one partition of a space: its session, what it waits for, and the calls that
 * it sends. The server keeps everything else. Thread-safe.
 */
final class Partition {

  private static final String ABOUT =
      "a partition of a tuple space: counters and states, written by scripts alone";

  private final String space;
  private final SpaceKeys keys;
  private final Settings settings;
  private final SpaceThreads threads;
  private final String server;
  private final TupleCodec codec;
  private final Retrier retrier;
  private final BlobStore blobs;
  private final TupleReader reader;
  private final Acknowledgements acknowledgements;
  private final Waits waits;
  private final Hints hints;
  private final Events events;
  private final Set<String> usedIndexes = ConcurrentHashMap.newKeySet();
  private final String blobPrefix = Session.randomId() + "-";
  private final AtomicLong nextBlob = new AtomicLong();
  private final AtomicBoolean closing = new AtomicBoolean();

  private volatile Session session = new Session();
  private volatile boolean wasDropped;
  private volatile String birth = "";
  private @Nullable CompletableFuture<Session> reopening;

  Partition(
      String space,
      RedissonClient redisson,
      String server,
      TupleCodec codec,
      Settings settings,
      SpaceThreads threads) {
    this.space = space;
    this.keys = new SpaceKeys(space, 0);
    this.settings = settings;
    this.threads = threads;
    this.server = server;
    this.codec = codec;
    this.retrier = new Retrier(new ScriptRunner(redisson), threads.timer(), server);
    this.blobs = new BlobStore(this);
    this.acknowledgements = new Acknowledgements(this);
    this.waits = new Waits();
    this.hints = new Hints(this, redisson);
    this.reader = new TupleReader(codec, blobs, threads.completer());
    this.events = new Events(this, redisson);
  }

  // ---- calls

  /** Sends a script until it answers, for at most the operation timeout. */
  CompletableFuture<Reply> call(Script script, Args args) {
    return call(script, args, deadline(), () -> {});
  }

  /**
   * Sends a script until it answers.
   *
   * @param onDoubt called when a copy may have run whose reply did not come
   */
  CompletableFuture<Reply> call(Script script, Args args, long deadline, Runnable onDoubt) {
    return retrier.run(script, keys.meta(), args, deadline, onDoubt);
  }

  /** Sends a script until it answers, however long that takes, but not after the space is closed. */
  CompletableFuture<Reply> insist(Script script, Args args) {
    return call(script, args)
        .exceptionallyCompose(
            error ->
                ServerErrors.unwrap(error) instanceof BackendUnavailableException && !isClosed()
                    ? insist(script, args)
                    : CompletableFuture.failedFuture(error));
  }

  /** A new operation on a slot; {@link Operation#start} sends it. */
  Operation operation(Script script, Function<String, Args> argsAtCursor, List<Blob> uploads) {
    return new Operation(this, script, argsAtCursor, uploads);
  }

  /** When a call that begins now has taken too long, as {@link System#nanoTime} has it. */
  long deadline() {
    return System.nanoTime() + settings.operationTimeout().toNanos();
  }

  /** Has the index built over the tuples already there; whoever else wants it drives it on too. */
  CompletableFuture<Reply> buildIndex(String arity, String shape, long deadline) {
    return call(Script.SHAPE, Args.of(arity, shape), deadline, () -> {})
        .thenCompose(
            reply ->
                reply.is("MORE")
                    ? buildIndex(arity, shape, deadline)
                    : CompletableFuture.completedFuture(reply));
  }

  // ---- parts

  SpaceKeys keys() {
    return keys;
  }

  Settings settings() {
    return settings;
  }

  Session session() {
    return session;
  }

  BlobStore blobs() {
    return blobs;
  }

  TupleReader reader() {
    return reader;
  }

  EncodedTuple encode(Tuple tuple) {
    return codec.encode(tuple, () -> blobPrefix + nextBlob.incrementAndGet());
  }

  EncodedTemplate encode(Template template) {
    EncodedTemplate encoded = codec.encode(template);
    usedIndexes.add(encoded.arity() + ":" + encoded.shape());
    return encoded;
  }

  Acknowledgements acknowledgements() {
    return acknowledgements;
  }

  Waits waits() {
    return waits;
  }

  Events events() {
    return events;
  }

  ScheduledExecutorService timer() {
    return threads.timer();
  }

  SpaceThreads threads() {
    return threads;
  }

  String server() {
    return server;
  }

  // ---- life

  /** Opens the first session; subscriptions are confirmed before. */
  CompletableFuture<?> open() {
    return hints.subscribe()
        .thenCompose(subscribed -> openSession(session, settings.connectTimeout()))
        .thenRun(() -> new Maintenance(this).start());
  }

  private CompletableFuture<Session> openSession(Session opening, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    return hints.subscribe(opening).thenCompose(subscribed -> openSession(opening, deadline));
  }

  private CompletableFuture<Session> openSession(Session opening, long deadline) {
    Args args =
        Args.of(opening.id())
            .add(settings.lease().toMillis())
            .add(Settings.SCHEMA)
            .add(ABOUT)
            .add(Session.randomId())
            .add(birth);
    return call(Script.OPEN, args, deadline, () -> {})
        .thenCompose(
            reply -> {
              switch (reply.status()) {
                case "OK" -> {
                  birth = reply.text(0);
                  return CompletableFuture.completedFuture(opening);
                }
                case "SCHEMA" ->
                    throw new SchemaVersionException(
                        "the space \"" + space + "\" on " + server + " has version "
                            + reply.text(0) + " of the key schema, and this client has version "
                            + Settings.SCHEMA
                            + "; use one version of the client, or drop the space with the old one",
                        null);
                default -> {
                  if (!birth.isEmpty()) {
                    dropped();
                    throw closed();
                  }
                  return afterDrop(opening, deadline);
                }
              }
            });
  }

  /** A former space of the name is being removed: that takes a moment. */
  private CompletableFuture<Session> afterDrop(Session opening, long deadline) {
    if (System.nanoTime() - deadline > 0) {
      throw new TupleSpaceClosedException(
          "the space \"" + space + "\" is being dropped; connect again later, or drop it again", null);
    }
    CompletableFuture<Session> later = new CompletableFuture<>();
    timer().schedule(() -> later.complete(opening), 20, TimeUnit.MILLISECONDS);
    return later.thenCompose(session -> openSession(session, deadline));
  }

  /** A session in the place of one that has expired; opened once, however many ask. */
  CompletableFuture<Session> reopen(Session expired) {
    CompletableFuture<Session> opened;
    synchronized (this) {
      if (isClosed()) {
        return CompletableFuture.failedFuture(closed());
      }
      if (session != expired) {
        return CompletableFuture.completedFuture(session);
      }
      if (reopening != null) {
        return reopening;
      }
      opened = new CompletableFuture<>();
      reopening = opened;
    }
    expired.end();
    openSession(new Session(), settings.operationTimeout())
        .whenComplete(
            (next, error) -> {
              synchronized (this) {
                reopening = null;
                if (next != null) {
                  session = next;
                }
              }
              hints.unsubscribe(expired);
              if (next == null) {
                opened.completeExceptionally(ServerErrors.unwrap(error));
              } else {
                opened.complete(next);
                waits.registerAgain(expired);
                events.sessionChanged();
              }
            });
    return opened;
  }

  /** Renews the lease; the answer lists the waits that were served, should a hint be lost. */
  void renew(Duration patience) {
    Session renewed = session;
    Args args = Args.of(renewed.id()).add(settings.lease().toMillis());
    for (String index : usedIndexes) {
      args.add(index);
    }
    usedIndexes.clear();
    call(Script.RENEW, args, System.nanoTime() + patience.toNanos(), () -> {})
        .thenAccept(
            reply -> {
              switch (reply.status()) {
                case "OK" -> {
                  for (int i = 0; i < reply.size(); i++) {
                    missed(renewed, reply.text(i));
                  }
                }
                case "NOSESSION" -> {
                  CompletableFuture<?> unused = reopen(renewed);
                }
                default -> dropped();
              }
            })
        .exceptionally(error -> null); // the next renewal tries again
  }

  /** The server says that a wait was served: it takes what that was, or nobody does. */
  void missed(Session of, String wait) {
    if (!waits.missed(of, wait)) {
      putBack(of, wait);
    }
  }

  /** Ends a wait that nobody waits for any more; what it was served goes back. */
  void putBack(Session of, String wait) {
    CompletableFuture<?> unused =
        insist(Script.UNDO, Args.of(of.id(), "w").add(wait).add("").add(false).add(0));
  }

  /** Someone dropped the space: everything blocked ends. */
  void dropped() {
    wasDropped = true;
    if (closing.compareAndSet(false, true)) {
      session.end();
      waits.fail(closed());
      events.close();
    }
  }

  boolean isClosed() {
    return closing.get();
  }

  void requireOpen() {
    if (isClosed()) {
      throw closed();
    }
  }

  TupleSpaceClosedException closed() {
    return new TupleSpaceClosedException(
        "the space \"" + space + "\" was " + (wasDropped ? "dropped" : "closed"), null);
  }

  /** Ends what waits, tells the server what has arrived, and leaves. Answers when that is done. */
  CompletableFuture<?> close(Duration patience) {
    boolean first = closing.compareAndSet(false, true);
    Session closed = session;
    closed.end();
    if (first) {
      waits.fail(closed());
      events.close();
    }
    long deadline = System.nanoTime() + patience.toNanos();
    CompletableFuture<?> left =
        wasDropped
            ? CompletableFuture.completedFuture(null)
            : acknowledgements
                .flush(closed, deadline)
                .thenCompose(told -> leave(closed, deadline));
    return left.handle((done, error) -> done).thenCompose(done -> hints.unsubscribeAll());
  }

  private CompletableFuture<Reply> leave(Session closed, long deadline) {
    return call(Script.CLOSE, Args.of(closed.id()), deadline, () -> {})
        .thenCompose(
            reply ->
                reply.is("MORE")
                    ? leave(closed, deadline)
                    : CompletableFuture.completedFuture(reply));
  }
}
