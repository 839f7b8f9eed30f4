package org.tuplespace.examples.bench.system;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** Keys of one prefix, and clients with Redisson's own defaults, as this project has them too. */
abstract class RedissonStore implements Store {

  private static final int AT_ONCE = 1_000;

  private final String url;
  private final String prefix = "bench:" + UUID.randomUUID() + ":";
  private final List<RedissonClient> clients = new ArrayList<>();

  RedissonStore(String url) {
    this.url = url;
  }

  final String prefix() {
    return prefix;
  }

  final RedissonClient redisson() {
    Config config = new Config();
    config.useSingleServer().setAddress(url);
    RedissonClient client = Redisson.create(config);
    clients.add(client);
    return client;
  }

  @Override
  public void close() {
    clients.forEach(client -> client.shutdown(0, 2, TimeUnit.SECONDS));
    clients.clear();
    RedissonClient cleaner = redisson(); // a client with blocked calls has no connection to give
    cleaner.getKeys().unlinkByPattern("*" + prefix + "*");
    cleaner.shutdown(0, 2, TimeUnit.SECONDS);
  }
}
