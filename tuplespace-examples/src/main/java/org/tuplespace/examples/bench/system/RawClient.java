package org.tuplespace.examples.bench.system;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.redisson.Redisson;
import org.redisson.api.BatchResult;
import org.redisson.api.RBatch;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.protocol.RedisCommands;
import org.redisson.command.CommandAsyncExecutor;

/** One command a call; takes by LPOP what is known to be there, and by BLPOP only if it isn't. */
final class RawClient implements Client {

  private final Redisson redisson;
  private final CommandAsyncExecutor executor;
  private final String prefix;

  RawClient(Redisson redisson, String prefix) {
    this.redisson = redisson;
    this.executor = redisson.getCommandExecutor();
    this.prefix = prefix;
  }

  @Override
  public void put(String key, byte[] payload) {
    String name = prefix + key;
    executor.get(
        executor.writeAsync(name, ByteArrayCodec.INSTANCE, RedisCommands.RPUSH, name, payload));
  }

  @Override
  public byte[] take(String key) throws Exception {
    String name = prefix + key;
    byte[] there =
        executor.get(
            executor.<Object, byte[]>writeAsync(
                name, ByteArrayCodec.INSTANCE, RedisCommands.LPOP, name));
    return there != null
        ? there
        : Objects.requireNonNull(takeLater(key).toCompletableFuture().get());
  }

  @Override
  public CompletionStage<byte[]> takeLater(String key) {
    String name = prefix + key;
    return executor.writeAsync(name, ByteArrayCodec.INSTANCE, RedisCommands.BLPOP_VALUE, name, 0);
  }

  @Override
  public void putAll(String key, List<byte[]> payloads) {
    RBatch batch = redisson.createBatch();
    payloads.forEach(
        payload -> batch.getQueue(prefix + key, ByteArrayCodec.INSTANCE).addAsync(payload));
    batch.execute();
  }

  @Override
  public void putEach(String name, int from, List<byte[]> payloads) {
    RBatch batch = redisson.createBatch();
    for (int i = 0; i < payloads.size(); i++) {
      batch.getQueue(prefix + name + (from + i), ByteArrayCodec.INSTANCE).addAsync(payloads.get(i));
    }
    batch.execute();
  }

  @Override
  @SuppressWarnings("unchecked") // all answers are of LPOP
  public List<byte[]> takeSome(String key, int max) {
    RBatch batch = redisson.createBatch();
    for (int i = 0; i < max; i++) {
      batch.getQueue(prefix + key, ByteArrayCodec.INSTANCE).pollAsync();
    }
    BatchResult<?> answers = batch.execute();
    return ((List<byte[]>) answers.getResponses()).stream().filter(Objects::nonNull).toList();
  }
}
