package org.tuplespace.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.tuplespace.EvalMode;
import org.tuplespace.LimitExceededException;
import org.tuplespace.NotReplicatedException;
import org.tuplespace.OutOptions;
import org.tuplespace.SpaceStats;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleListener;
import org.tuplespace.TupleSpace;
import org.tuplespace.Watch;
import org.tuplespace.internal.AbstractOperations;
import org.tuplespace.internal.Arguments;
import org.tuplespace.internal.Failures;
import org.tuplespace.internal.Pending;
import org.tuplespace.internal.Request;
import org.tuplespace.internal.Transfer;
import org.tuplespace.internal.eval.Evaluator;
import org.tuplespace.redis.codec.EncodedTemplate;
import org.tuplespace.redis.codec.EncodedTuple;

/**
 * A tuple space on a Redis server. Everything that the space knows is there; this is one client of
 * it. Every operation is one script, of which the server runs each once (docs/internals.md).
 */
final class RedisTupleSpace extends AbstractOperations implements TupleSpace {

  private static final long MAX_BYTES_PER_STEP = 16L << 20;
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final String name;
  private final RedissonClient redisson;
  private final Partition partition;
  private final SpaceThreads threads;
  private final boolean ownsConnection;
  private final Evaluator evaluator;
  private final TupleScan scan;

  RedisTupleSpace(
      String name,
      RedissonClient redisson,
      boolean ownsConnection,
      Partition partition,
      SpaceThreads threads,
      EvalMode evalMode) {
    this.name = name;
    this.redisson = redisson;
    this.ownsConnection = ownsConnection;
    this.partition = partition;
    this.threads = threads;
    this.evaluator = new Evaluator(this, evalMode);
    this.scan = new TupleScan(this, partition);
  }

  @Override
  public String name() {
    return name;
  }

  Partition partition() {
    return partition;
  }

  // ---- put

  @Override
  public void out(Tuple tuple, OutOptions options) {
    join(put(List.of(Arguments.tuple(tuple)), Arguments.options(options)));
  }

  @Override
  public CompletableFuture<@Nullable Void> outAsync(Tuple tuple, OutOptions options) {
    CompletableFuture<@Nullable Void> visible = new CompletableFuture<>();
    CompletableFuture<?> unused =
        put(List.of(Arguments.tuple(tuple)), Arguments.options(options))
            .whenComplete((done, error) -> publish(visible, error));
    return visible;
  }

  /** Not on a thread of the connection, where code that callers hang on a future must not run. */
  private void publish(CompletableFuture<@Nullable Void> future, @Nullable Throwable error) {
    Runnable completion =
        error == null
            ? () -> future.complete(null)
            : () -> future.completeExceptionally(ServerErrors.unwrap(error));
    try {
      threads.completer().execute(completion);
    } catch (RejectedExecutionException e) {
      completion.run();
    }
  }

  @Override
  public void outAll(Collection<Tuple> tuples) {
    List<Tuple> copy = Arguments.tuples(tuples);
    partition.requireOpen();
    if (!copy.isEmpty()) {
      join(put(copy, OutOptions.NONE));
    }
  }

  private CompletableFuture<?> put(List<Tuple> tuples, OutOptions options) {
    partition.requireOpen();
    PutArgs puts = new PutArgs();
    for (Tuple tuple : tuples) {
      puts.put(partition.encode(tuple), options);
    }
    if (tuples.size() > 1 && puts.args().length() > MAX_BYTES_PER_STEP) {
      throw new LimitExceededException(
          "one step puts at most 16 MiB, and these "
              + tuples.size()
              + " tuples have "
              + puts.args().length()
              + " bytes; put them in several calls");
    }
    return partition
        .operation(Script.OUT, cursor -> puts.args(), puts.blobs())
        .start()
        .thenAccept(Operation::end);
  }

  // ---- take and read

  @Override
  protected List<Tuple> attempt(Request request) {
    partition.requireOpen();
    return join(attempt(new TakeArgs(partition, request)));
  }

  CompletableFuture<List<Tuple>> attempt(TakeArgs args) {
    Hold hold = args.hold();
    if (hold != null && hold.hasEnded()) {
      return CompletableFuture.failedFuture(hold.expired());
    }
    return partition
        .operation(Script.TAKE, args::atOnce, args.blobs())
        .under(hold)
        .takesForGood(args.swaps())
        .start()
        .thenCompose(operation -> resultOf(operation, tuples -> tuples, () -> attempt(args)));
  }

  /**
   * What the operation took.
   *
   * @param result of the tuples
   * @param again what to do where its session has expired since, so that all of it is put back
   */
  <R> CompletableFuture<R> resultOf(
      Operation operation, Function<List<Tuple>, R> result, Supplier<CompletableFuture<R>> again) {
    Reply reply = operation.reply();
    if (!reply.is("T")) {
      operation.end();
      return CompletableFuture.completedFuture(result.apply(List.of()));
    }
    return partition
        .reader()
        .read(reply)
        .handle(
            (tuples, error) -> {
              if (error != null) {
                operation.undo(0);
                throw new CompletionException(ServerErrors.unwrap(error));
              }
              if (operation.deliver(() -> true)) {
                NotReplicatedException shortfall = operation.notReplicated(tuples);
                return shortfall == null
                    ? CompletableFuture.completedFuture(result.apply(tuples))
                    : CompletableFuture.<R>failedFuture(shortfall);
              }
              partition.requireOpen();
              return again.get();
            })
        .thenCompose(Function.identity());
  }

  @Override
  protected <R> Pending<R> submit(Request request, long nanos, Function<List<Tuple>, R> result) {
    return startWait(request, nanos, result, false);
  }

  @Override
  protected <R> Pending<R> submitBlocking(Request request, Function<List<Tuple>, R> result) {
    return startWait(request, Arguments.FOREVER, result, true);
  }

  private <R> Pending<R> startWait(
      Request request, long nanos, Function<List<Tuple>, R> result, boolean callerBlocks) {
    partition.requireOpen();
    TakeArgs args = new TakeArgs(partition, request);
    Wait.Dependents dependents = callerBlocks ? Wait.Dependents.THREAD : Wait.Dependents.CODE;
    return new Wait<>(partition, args, result, dependents).start(nanos);
  }

  @Override
  public long replace(Template template, Tuple tuple) {
    EncodedTemplate encoded = partition.encode(Arguments.template(template));
    EncodedTuple put = partition.encode(Arguments.tuple(tuple));
    partition.requireOpen();
    Supplier<Args> args = () -> Args.of().add(encoded).add(put.bytes());
    return join(
        partition
            .operation(Script.REPLACE, cursor -> args.get(), put.blobs())
            .start()
            .thenApply(
                operation -> {
                  operation.end();
                  return operation.reply().number(0);
                }));
  }

  // ---- many

  @Override
  public List<Tuple> rdAll(Template template) {
    return scan.all(Arguments.template(template));
  }

  @Override
  public long count(Template template) {
    return scan.count(Arguments.template(template));
  }

  @Override
  public Stream<Tuple> stream(Template template) {
    return scan.stream(Arguments.template(template));
  }

  @Override
  public Stream<Tuple> stream() {
    return scan.stream();
  }

  @Override
  public long collect(Template template, TupleSpace target) {
    Arguments.template(template);
    Arguments.target(target);
    return Transfer.move(count(template), max -> takeBatch(template, max), target);
  }

  private Transfer.Batch takeBatch(Template template, int max) {
    TakeArgs args = new TakeArgs(partition, Request.inAll(template, max));
    Operation operation = join(partition.operation(Script.TAKE, args::atOnce, List.of()).start());
    if (!operation.reply().is("T")) {
      operation.end();
      return new TakenBatch(List.of(), operation);
    }
    try {
      return new TakenBatch(join(partition.reader().read(operation.reply())), operation);
    } catch (RuntimeException e) {
      operation.undo(0);
      throw e;
    }
  }

  private record TakenBatch(List<Tuple> tuples, Operation operation) implements Transfer.Batch {
    @Override
    public void settle(int moved) {
      if (moved < tuples.size()) {
        operation.undo(moved);
      } else {
        boolean unused = operation.deliver(() -> true);
      }
    }
  }

  @Override
  public long copyCollect(Template template, TupleSpace target) {
    Arguments.target(target);
    return Transfer.copy(rdAll(template), target);
  }

  // ---- the rest

  @Override
  public Transaction begin(Duration lease) {
    Arguments.lease(lease);
    partition.requireOpen();
    return new RedisTransaction(this, partition, lease).begin();
  }

  @Override
  public CompletableFuture<Tuple> eval(@Nullable Object... fields) {
    partition.requireOpen();
    return evaluator.eval(fields);
  }

  @Override
  public Watch watch(Template template, TupleListener listener) {
    return startWatch(Arguments.template(template), listener);
  }

  @Override
  public Watch watch(TupleListener listener) {
    return startWatch(null, listener);
  }

  private Watch startWatch(@Nullable Template template, TupleListener listener) {
    Arguments.listener(listener);
    partition.requireOpen();
    return join(partition.events().watch(template, listener));
  }

  @Override
  public SpaceStats stats() {
    return new Observation(partition).stats(name);
  }

  @Override
  public void drop() {
    partition.requireOpen();
    try {
      join(partition.drop());
    } catch (RuntimeException e) {
      throw ServerErrors.translate(e, partition.server());
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    evaluator.close();
    try {
      CompletableFuture<?> left = partition.close(CLOSE_PATIENCE);
      left.orTimeout(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      // The server is away: the lease runs out, and others put back what was claimed.
    } finally {
      threads.close();
      partition.abandonCalls();
      if (ownsConnection) {
        redisson.shutdown(0, 1, TimeUnit.SECONDS);
      }
    }
  }

  /** Not interruptible: these calls end by themselves, and keep the flag. */
  static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw Failures.atCaller(e);
    }
  }
}
