package org.tuplespace.examples.bench.system;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.redisson.api.RBatch;
import org.redisson.api.RBlockingQueue;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/** Blocking queues of bytes. */
final class QueueClient implements Client {

  private final RedissonClient redisson;
  private final String prefix;

  QueueClient(RedissonClient redisson, String prefix) {
    this.redisson = redisson;
    this.prefix = prefix;
  }

  private RBlockingQueue<byte[]> queue(String key) {
    return redisson.getBlockingQueue(prefix + key, ByteArrayCodec.INSTANCE);
  }

  @Override
  public void put(String key, byte[] payload) {
    queue(key).add(payload);
  }

  @Override
  public byte[] take(String key) throws InterruptedException {
    return queue(key).take();
  }

  @Override
  public CompletionStage<byte[]> takeLater(String key) {
    return queue(key).takeAsync();
  }

  @Override
  public void putAll(String key, List<byte[]> payloads) {
    queue(key).addAll(payloads);
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
  public List<byte[]> takeSome(String key, int max) {
    return queue(key).poll(max);
  }
}
