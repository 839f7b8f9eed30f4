package org.tuplespace.redis;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.tuplespace.NotReplicatedException;
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

  private static final long PAUSE_MILLIS = 50;

  private final String space;
  private final RedissonClient redisson;
  private final SpaceNames names;
  private final SpaceKeys keys;
  private final Settings settings;
  private final SpaceThreads threads;
  private final String server;
  private final TupleCodec codec;
  private final ScriptRunner runner;
  private final Retrier retrier;
  private final Retrier durableRetrier;
  private final BlobStore blobs;
  private final TupleReader reader;
  private final Acknowledgements acknowledgements;
  private final Waits waits;
  private final Holds holds;
  private final Reconciliation reconciliation;
  private final Hints hints;
  private final Sessions sessions;
  private final Events events;
  private final EncodedTemplates templates = new EncodedTemplates();
  private final Set<String> usedIndexes = ConcurrentHashMap.newKeySet();
  private final String blobPrefix = Session.randomId() + "-";
  private final AtomicLong nextBlob = new AtomicLong();
  private final AtomicBoolean closing = new AtomicBoolean();

  private volatile boolean wasDropped;

  Partition(
      String space,
      RedissonClient redisson,
      String server,
      TupleCodec codec,
      Settings settings,
      SpaceThreads threads) {
    this.space = space;
    this.redisson = redisson;
    this.names = new SpaceNames(redisson);
    this.keys = new SpaceKeys(space, 0);
    this.settings = settings;
    this.threads = threads;
    this.server = server;
    this.codec = codec;
    this.runner = new ScriptRunner(redisson, Durability.none());
    this.retrier = new Retrier(runner, threads.timer(), server);
    this.durableRetrier =
        new Retrier(new ScriptRunner(redisson, settings.durability()), threads.timer(), server);
    this.blobs = new BlobStore(this, redisson, threads.completer());
    this.acknowledgements = new Acknowledgements(this);
    this.waits = new Waits();
    this.holds = new Holds(this);
    this.reconciliation = new Reconciliation(this);
    this.hints = new Hints(this, redisson);
    this.sessions = new Sessions(this);
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

  /** Makes a call that can be made again, until it is answered. */
  <T> CompletableFuture<T> call(Supplier<CompletableFuture<T>> call, long deadline) {
    return retrier.run(call, deadline);
  }

  /**
   * As {@link #call(Script, Args, long, Runnable)}, and what the script did is as durable as this
   * client wants it, or the reply's copies are too few. Separate from the calls that don't wait.
   */
  CompletableFuture<Reply> callDurably(Script script, Args args, long deadline, Runnable onDoubt) {
    return durableRetrier.run(script, keys.meta(), args, deadline, onDoubt);
  }

  /**
   * Sends a script until it answers, however long that takes, but not after the space is closed.
   */
  CompletableFuture<Reply> insist(Script script, Args args) {
    return call(script, args)
        .exceptionallyCompose(
            error ->
                isClosed()
                    ? CompletableFuture.failedFuture(error)
                    : pause().thenCompose(paused -> insist(script, args)));
  }

  /** Completes after a moment. */
  CompletableFuture<?> pause() {
    return new CompletableFuture<>().completeOnTimeout("over", PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Starts two calls, which leave together if both can leave at once.
   *
   * @return the answer to the first
   */
  <T> CompletableFuture<T> together(Supplier<CompletableFuture<T>> first, Runnable second) {
    return runner.together(
        () -> {
          CompletableFuture<T> answer = first.get();
          second.run();
          return answer;
        });
  }

  /** A new operation on a slot; {@link Operation#start} sends it. */
  Operation operation(Script script, Function<String, Args> argsAtCursor, List<Blob> uploads) {
    return new Operation(this, script, argsAtCursor, uploads);
  }

  /** When a call that begins now has taken too long, as {@link System#nanoTime} has it. */
  long deadline() {
    return System.nanoTime() + settings.operationTimeout().toNanos();
  }

  /**
   * Has the index built over the tuples already there; whoever else wants it drives it on too.
   *
   * @param stopped asked between two steps whether it is wanted no more
   */
  CompletableFuture<Reply> buildIndex(
      String arity, String shape, long deadline, BooleanSupplier stopped) {
    return call(Script.SHAPE, Args.of(arity, shape), deadline, () -> {})
        .thenCompose(
            reply ->
                reply.is("MORE") && !stopped.getAsBoolean()
                    ? buildIndex(arity, shape, deadline, stopped)
                    : CompletableFuture.completedFuture(reply));
  }

  /** Whether calls that put wait for more than the master. */
  boolean isDurable() {
    return !settings.durability().isNone();
  }

  /** What to tell the caller of a call that waited for copies, and got too few; else null. */
  @Nullable NotReplicatedException notReplicated(Reply reply, List<Tuple> taken) {
    Copies copies = reply.copies();
    return copies == null ? null : copies.shortfall(settings.durability(), taken);
  }

  /** Completes exceptionally where the server can't do what the durability of this client asks. */
  CompletableFuture<?> checkDurability() {
    Durability wanted = settings.durability();
    if (wanted.isNone()) {
      return CompletableFuture.completedFuture(null);
    }
    long deadline = System.nanoTime() + settings.connectTimeout().toNanos();
    ScriptRunner once = new ScriptRunner(redisson, wanted.briefly());
    return new Retrier(once, threads.timer(), server)
        .run(Script.BARRIER, keys.meta(), Args.of(), deadline, () -> {})
        .thenAccept(
            reply -> {
              Copies copies = reply.copies();
              if (copies != null && copies.refusal() != null) {
                throw ServerErrors.notDurable(wanted, copies.refusal(), server);
              }
            });
  }

  // ---- parts

  SpaceKeys keys() {
    return keys;
  }

  Settings settings() {
    return settings;
  }

  Session session() {
    return sessions.current();
  }

  Sessions sessions() {
    return sessions;
  }

  Hints hints() {
    return hints;
  }

  String space() {
    return space;
  }

  /** The indexes that this client has used since it was last asked. */
  List<String> takeUsedIndexes() {
    List<String> used = List.copyOf(usedIndexes);
    usedIndexes.clear();
    return used;
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
    EncodedTemplate encoded = templates.get(template, codec::encode);
    usedIndexes.add(encoded.arity() + ":" + encoded.shape());
    return encoded;
  }

  Acknowledgements acknowledgements() {
    return acknowledgements;
  }

  Waits waits() {
    return waits;
  }

  Holds holds() {
    return holds;
  }

  Reconciliation reconciliation() {
    return reconciliation;
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

  /** Connects: subscribes, opens the first session, and begins to take part in the maintenance. */
  CompletableFuture<?> open() {
    return hints
        .subscribe(System.nanoTime() + settings.connectTimeout().toNanos())
        .thenCompose(subscribed -> sessions.open(settings.connectTimeout()))
        .thenRun(() -> new Maintenance(this).start());
  }

  /** Fails if the space is of another version; for a client that opens no session. */
  CompletableFuture<?> checkSchema() {
    return redisson
        .<String, String>getMap(keys.meta(), StringCodec.INSTANCE)
        .getAsync("schema")
        .toCompletableFuture()
        .handle(
            (schema, error) -> {
              if (error != null) {
                throw ServerErrors.translate(ServerErrors.unwrap(error), server);
              }
              if (schema != null && !schema.equals(Settings.SCHEMA)) {
                throw otherSchema(schema);
              }
              return schema;
            });
  }

  SchemaVersionException otherSchema(String schema) {
    return new SchemaVersionException(
        "the space \""
            + space
            + "\" on "
            + server
            + " has version "
            + schema
            + " of the key schema, and this client has version "
            + Settings.SCHEMA
            + "; use one version of the client, or drop the space with the old one",
        null);
  }

  /** Ends what a client without a session has here. */
  void closeObserved() {
    shut();
    abandonCalls();
  }

  /** Adds the space to the list of those on its server. */
  CompletableFuture<Boolean> list(long deadline) {
    return names
        .add(space)
        .exceptionallyCompose(
            thrown -> {
              Throwable error = ServerErrors.unwrap(thrown);
              return ServerErrors.isPassing(error) && System.nanoTime() - deadline < 0
                  ? pause().thenCompose(paused -> list(deadline))
                  : CompletableFuture.failedFuture(ServerErrors.translate(error, server));
            });
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
      try {
        threads.completer().execute(this::endEverything); // this may be a thread of the connection
      } catch (RejectedExecutionException e) {
        endEverything();
      }
    }
  }

  /** Removes the space: bars everyone from it, then removes its keys. */
  CompletableFuture<?> drop() {
    String birth = sessions.birth();
    return names
        .remove(space)
        .thenCompose(removed -> call(Script.DROP, Args.of(birth)))
        .thenCompose(
            barred -> {
              dropped();
              return SpaceRemoval.remove(this, birth, deadline());
            });
  }

  /** How long the server has taken to answer lately. */
  long roundTripNanos() {
    return runner.roundTripNanos();
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

  private void shut() {
    if (closing.compareAndSet(false, true)) {
      endEverything();
    }
  }

  private void endEverything() {
    sessions.end();
    holds.close(); // first, so that who is blocked under a transaction is told that it ended
    waits.close();
    events.close();
  }

  /**
   * Ends what waits, tells the server what has arrived, and leaves. Completes when that is done.
   */
  CompletableFuture<?> close(Duration patience) {
    shut();
    CompletableFuture<?> left =
        wasDropped
            ? CompletableFuture.completedFuture(null)
            : sessions.leave(System.nanoTime() + patience.toNanos());
    return left.handle((done, error) -> done).thenCompose(done -> hints.unsubscribeAll());
  }

  /** Fails the calls that the server has not answered by now; after {@link #close}. */
  void abandonCalls() {
    retrier.close();
    durableRetrier.close();
  }
}
