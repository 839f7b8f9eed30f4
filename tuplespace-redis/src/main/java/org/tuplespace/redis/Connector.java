package org.tuplespace.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.BaseConfig;
import org.redisson.config.Config;
import org.redisson.config.DelayStrategy;
import org.redisson.config.EqualJitterDelay;
import org.tuplespace.TupleSpace;
import org.tuplespace.internal.Failures;
import org.tuplespace.redis.codec.FstSerializer;
import org.tuplespace.redis.codec.TupleCodec;

/** Builds a client of a space out of what the builder was told. */
final class Connector {

  private static final int THREADS = 2;

  /** Hints come again so soon after a cut, or after an outage however long. */
  private static final DelayStrategy RECONNECTION =
      new EqualJitterDelay(Duration.ofMillis(20), Duration.ofMillis(500));

  private Connector() {}

  static TupleSpace connect(TupleSpaceBuilder told) {
    TupleCodec codec =
        new TupleCodec(
            told.allowed,
            told.serializer == null ? new FstSerializer(told.allowed) : told.serializer,
            told.unread);
    RedissonClient given = told.client;
    if (given != null && !(given instanceof Redisson) && !told.durability.isNone()) {
      throw new IllegalArgumentException(
          "the durability needs a client that Redisson.create made, and this is a "
              + given.getClass().getName()
              + "; give that one, or a url");
    }
    Server server =
        given == null
            ? createClient(told)
            : new Server(given, ServerSettings.addresses(given.getConfig()));
    SpaceThreads threads = SpaceThreads.forSpace(told.name);
    Settings settings =
        new Settings(
            told.lease,
            told.operationTimeout,
            told.connectTimeout,
            told.unusedIndex,
            told.durability);
    Partition partition =
        new Partition(told.name, server.redisson(), server.name(), codec, settings, threads);
    if (told.observes) {
      ObservedTupleSpace observed =
          new ObservedTupleSpace(told.name, server.redisson(), given == null, partition, threads);
      try {
        observed.check();
        return observed;
      } catch (RuntimeException e) {
        observed.close();
        throw e;
      }
    }
    RedisTupleSpace space =
        new RedisTupleSpace(
            told.name, server.redisson(), given == null, partition, threads, told.evalMode);
    try {
      within(told.connectTimeout, server.name(), partition.open());
      within(told.connectTimeout, server.name(), partition.checkDurability());
      return space;
    } catch (RuntimeException e) {
      space.close();
      throw e;
    }
  }

  /**
   * A Redisson client and what its server is called in messages.
   *
   * @param name host and port, without user and password
   */
  record Server(RedissonClient redisson, String name) {}

  static Server createClient(TupleSpaceBuilder told) {
    Config config = told.config;
    String name;
    if (config != null) {
      config = new Config(config);
      name = ServerSettings.addresses(config);
    } else if (told.url != null) {
      ServerUrl url = ServerUrl.parse(told.url);
      config = url.toConfig().setThreads(THREADS).setNettyThreads(THREADS);
      name = url.servers();
    } else {
      throw new IllegalArgumentException(
          "no server was given; write builder().url(\"redis://localhost:6379\")");
    }
    prepare(config, told);
    long deadline = System.nanoTime() + told.connectTimeout.toNanos();
    while (true) {
      try {
        return new Server(Redisson.create(config), name);
      } catch (RuntimeException e) {
        if (!ServerErrors.isTimeout(e) || System.nanoTime() - deadline > 0) {
          throw ServerErrors.connecting(e, name);
        }
      }
    }
  }

  private static void prepare(Config config, TupleSpaceBuilder told) {
    config.setNettyHook(new LostConnections(config.getNettyHook()));
    BaseConfig<?> servers = ServerSettings.of(config);
    servers.setRetryAttempts(0);
    servers.setReconnectionDelay(RECONNECTION);
    servers.setTimeout((int) Math.min(told.responseTimeout.toMillis(), Integer.MAX_VALUE));
    servers.setConnectTimeout((int) Math.min(told.connectTimeout.toMillis(), Integer.MAX_VALUE));
    servers.setSubscriptionTimeout(
        (int) Math.min(told.connectTimeout.toMillis(), Integer.MAX_VALUE));
  }

  private static void within(Duration patience, String server, CompletableFuture<?> step) {
    try {
      step.orTimeout(patience.toMillis() + 1000, TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      Throwable cause = ServerErrors.unwrap(e);
      if (cause instanceof java.util.concurrent.TimeoutException) {
        throw ServerErrors.unavailable(cause, server);
      }
      throw Failures.atCaller(ServerErrors.translate(cause, server));
    }
  }
}
