package org.tuplespace.redis;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.client.protocol.decoder.MultiDecoder;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.redis.diagnosis.CommandRefusedException;
import org.tuplespace.redis.diagnosis.ExaminedServer;

/** A server, as its examination wants to see it. Thread-safe. */
final class RedissonServer implements ExaminedServer {

  /** Begins the name of the space that is made for a moment. */
  private static final String SCRATCH = "tuplespace-doctor-";

  /** What our Lua runs, and what Redisson sends for us; docs/deploy.md has the rules made of it. */
  static final List<String> COMMANDS =
      List.of(
          ("evalsha script|load subscribe unsubscribe ping publish"
                  + " hget hset hsetnx hdel hincrby hmget hgetall hkeys hlen hexists hscan hstrlen"
                  + " hrandfield rpush rpop lpop llen lindex lrange lrem linsert"
                  + " zadd zrem zrange zrangebyscore zcard zscore zmscore zcount"
                  + " zremrangebyscore zremrangebyrank sadd srem smembers srandmember exists del"
                  + " unlink pexpire persist scan get set getrange time memory|usage")
              .split(" "));

  private final ServerUrl url;
  private final Redisson redisson;
  private final String name;

  RedissonServer(ServerUrl url, Connector.Server server) {
    this.url = url;
    this.redisson = (Redisson) server.redisson();
    this.name = server.name();
  }

  @Override
  public @Nullable Object run(String... words) {
    MultiDecoder<Object> lists = (parts, state) -> List.copyOf(parts);
    RedisCommand<Object> command = new RedisCommand<>(words[0], lists);
    Object[] arguments = Arrays.copyOfRange(words, 1, words.length, Object[].class);
    try {
      return redisson
          .getCommandExecutor()
          .<Object, Object>writeAsync(SpaceKeys.SPACES, StringCodec.INSTANCE, command, arguments)
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      Throwable error = ServerErrors.unwrap(e);
      if (ServerErrors.isPassing(error)) {
        throw ServerErrors.translate(error, name);
      }
      throw new CommandRefusedException(words[0], ServerErrors.reason(error), error);
    }
  }

  @Override
  public boolean isLocal() {
    return url.hosts().stream().allMatch(RedissonServer::isLoopback);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public boolean isEncrypted() {
    return url.isEncrypted();
  }

  @Override
  public boolean isTakenForCluster() {
    return url.isOfCluster();
  }

  @Override
  public String schema() {
    return Settings.SCHEMA;
  }

  @Override
  public String metaKey(String space) {
    return new SpaceKeys(space, 0).meta();
  }

  @Override
  public List<String> commands() {
    return COMMANDS;
  }

  @Override
  public void putAndTake() {
    TupleSpaceBuilder told =
        TupleSpaces.builder().client(redisson).name(SCRATCH + Session.randomId());
    try (TupleSpace scratch = told.connect()) {
      scratch.out("doctor", 1);
      Optional<Tuple> taken = scratch.inp("doctor", 1);
      scratch.drop();
      if (taken.isEmpty()) {
        throw new TupleSpaceException("a tuple that was put was not there", null);
      }
    }
  }
}
