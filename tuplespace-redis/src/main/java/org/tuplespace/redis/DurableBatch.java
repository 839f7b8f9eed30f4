package org.tuplespace.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.RedissonScript;
import org.redisson.api.BatchOptions;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RScriptAsync;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.command.CommandAsyncExecutor;
import org.redisson.command.CommandBatchService;

/**
 * A batch of script calls that ends with WAIT or WAITAOF, on the same connection, since Redis waits
 * for what its own client wrote.
 *
 * <p>Before it stands the script {@code BARRIER}. Up to version 7.0 Redis notes after every command
 * how far the log had come (processCommand: {@code c->woff = server.master_repl_offset}), so that a
 * call answered from its record would be waited for as well; from 7.2 on it does so only after a
 * command that was replicated (call(), in server.c), and would not wait for it.
 *
 * <p>Redisson's own {@link BatchOptions#sync} and {@code syncAOF} would not do (4.7.0): one failed
 * command of the batch hides the count from all others; after a redirect to another node of a
 * cluster the count of the first stands; and syncAOF sends nothing where no replicas are asked for,
 * and never tells about the local file. So the command is added here, and its last answer counts.
 */
final class DurableBatch {

  private final Durability durability;
  private final CommandBatchService batch;
  private final String key;
  private @Nullable CompletableFuture<?> barrier;
  private @Nullable CompletableFuture<?> waiting;
  private volatile @Nullable Copies counted;
  private volatile @Nullable Throwable failure;

  /**
   * Begins a batch.
   *
   * @param key one of those that the scripts are called with, all of which are on one node
   */
  DurableBatch(RedissonClient redisson, Durability durability, String key) {
    CommandAsyncExecutor executor = ((Redisson) redisson).getCommandExecutor();
    long patience = ServerSettings.of(redisson.getConfig()).getTimeout();
    this.durability = durability;
    this.key = key;
    this.batch =
        executor.createCommandBatchService(
            BatchOptions.defaults()
                .retryAttempts(0)
                .responseTimeout(patience + durability.timeoutMillis(), TimeUnit.MILLISECONDS));
  }

  RScriptAsync scripts() {
    return new RedissonScript(batch, ByteArrayCodec.INSTANCE);
  }

  /** Completes when everything is answered, exceptionally where a part of it failed. */
  CompletableFuture<?> send() {
    barrier =
        scripts()
            .evalShaAsync(
                Mode.READ_WRITE, Script.BARRIER.sha1(), ReturnType.LIST, List.<Object>of(key))
            .toCompletableFuture();
    waiting = sendWait().toCompletableFuture();
    return batch
        .executeAsync()
        .toCompletableFuture()
        .whenComplete((done, error) -> failure = error);
  }

  private CompletableFuture<?> sendWait() {
    String mapped = batch.getServiceManager().getNameMapper().map(key);
    if (!durability.isAppendOnlyFile()) {
      RedisCommand<Integer> command = new RedisCommand<>("WAIT", this::waited);
      return batch
          .writeAsync(
              mapped,
              StringCodec.INSTANCE,
              command,
              durability.replicas(),
              durability.timeoutMillis())
          .toCompletableFuture();
    }
    RedisCommand<List<Integer>> command =
        new RedisCommand<>("WAITAOF", (parts, state) -> appended(parts));
    return batch
        .writeAsync(
            mapped,
            StringCodec.INSTANCE,
            command,
            durability.local(),
            durability.replicas(),
            durability.timeoutMillis())
        .toCompletableFuture();
  }

  private Integer waited(Object replicas) {
    int count = ((Long) replicas).intValue();
    counted = new Copies(0, count, null);
    return count;
  }

  private List<Integer> appended(List<Object> counts) {
    int local = ((Long) counts.get(0)).intValue();
    int replicas = ((Long) counts.get(1)).intValue();
    counted = new Copies(local, replicas, null);
    return List.of(local, replicas); // Redisson adds the second up
  }

  /**
   * What a call of this batch returned, with how many copies there are of it. After {@link #send}
   * has completed.
   *
   * @throws CompletionException if the answer to the wait is missing, so that the call is to be
   *     sent again
   */
  Reply reply(List<Object> raw) {
    return Reply.of(raw).in(copies());
  }

  private Copies copies() {
    Throwable error = errorOf(barrier);
    if (error == null) {
      error = errorOf(waiting);
    }
    Copies count = counted;
    if (error == null && count != null) {
      return count;
    }
    Throwable cause = ServerErrors.unwrap(error == null ? unanswered() : error);
    if (error == null || ServerErrors.isPassing(cause)) {
      throw new CompletionException(new UnansweredWaitException(cause));
    }
    return new Copies(0, 0, cause);
  }

  private Throwable unanswered() {
    Throwable error = failure;
    return error == null ? new IllegalStateException("no answer to the wait") : error;
  }

  private static @Nullable Throwable errorOf(@Nullable CompletableFuture<?> future) {
    if (future == null || !future.isCompletedExceptionally()) {
      return null;
    }
    return future.handle((done, error) -> error).getNow(null);
  }
}
