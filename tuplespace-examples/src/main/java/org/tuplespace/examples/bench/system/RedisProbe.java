package org.tuplespace.examples.bench.system;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNode.InfoSection;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.config.Config;

/** Asks the server of a run what it has done and holds. Used by one thread. */
public final class RedisProbe implements AutoCloseable {

  private static final Pattern MICROSECONDS = Pattern.compile("usec=(\\d+)");
  private static final long POLL_MILLIS = 50;

  private final RedissonClient redisson;
  private final RedisNode node;

  /** Connects to it. */
  public RedisProbe(String url) {
    Config config = new Config();
    config
        .useSingleServer()
        .setAddress(url)
        .setConnectionMinimumIdleSize(1)
        .setConnectionPoolSize(2)
        .setSubscriptionConnectionMinimumIdleSize(0);
    redisson = Redisson.create(config);
    node = redisson.getRedisNodes(RedisNodes.SINGLE).getInstance();
  }

  /** Its version. */
  public String version() {
    return node.info(InfoSection.SERVER).getOrDefault("redis_version", "unknown");
  }

  /** How long it has worked for these commands since it was started, in microseconds. */
  public long microseconds(Set<String> commands) {
    Map<String, String> stats = node.info(InfoSection.COMMANDSTATS);
    long sum = 0;
    for (String command : commands) {
      Matcher matcher = MICROSECONDS.matcher(stats.getOrDefault("cmdstat_" + command, ""));
      if (matcher.find()) {
        sum += Long.parseLong(matcher.group(1));
      }
    }
    return sum;
  }

  /** The memory in use, in bytes, once nothing is being freed in the background. */
  public long memory() throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Map<String, String> memory = node.info(InfoSection.MEMORY);
    while (!memory.getOrDefault("lazyfree_pending_objects", "0").equals("0")
        && System.nanoTime() < deadline) {
      Thread.sleep(POLL_MILLIS);
      memory = node.info(InfoSection.MEMORY);
    }
    return Long.parseLong(memory.getOrDefault("used_memory", "0"));
  }

  @Override
  public void close() {
    redisson.shutdown(0, 2, TimeUnit.SECONDS);
  }
}
