package org.tuplespace.redis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A Sentinel process that watches over one master and its replicas; it decides alone. */
public final class Sentinel implements AutoCloseable {

  private static final String MASTER = "mymaster";

  private final int port;
  private final Process process;

  private Sentinel(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  /**
   * Starts one, and returns when it knows the replicas.
   *
   * @param directory for its files
   * @param downAfter a master that is silent for so long is replaced
   */
  public static Sentinel start(
      Path directory, PrivateRedis master, int replicas, Duration downAfter) {
    try {
      Sentinel sentinel = start(directory, master, downAfter);
      sentinel.awaitReplicas(replicas);
      return sentinel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sentinel start(Path directory, PrivateRedis master, Duration downAfter)
      throws IOException {
    int port;
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Path config = Files.createTempFile(directory, "sentinel", ".conf");
    Files.writeString(
        config,
        """
        port %d
        bind 127.0.0.1
        dir %s
        sentinel monitor %s 127.0.0.1 %d 1
        sentinel down-after-milliseconds %s %d
        sentinel failover-timeout %s 5000
        """
            .formatted(
                port, directory, MASTER, master.port(), MASTER, downAfter.toMillis(), MASTER));
    Process process =
        new ProcessBuilder(master.binary().toString(), config.toString(), "--sentinel")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(config.getFileName() + ".log").toFile())
            .start();
    Awaitility.await()
        .ignoreExceptions()
        .until(
            () -> {
              try (RedisConnection redis = RedisConnection.to(port)) {
                return redis.text("PING").equals("PONG");
              }
            });
    return new Sentinel(port, process);
  }

  /** For a client that follows the master. */
  public String url() {
    return "redis+sentinel://127.0.0.1:" + port + "/" + MASTER;
  }

  /** Makes a replica the master, though the master is well. */
  public void failOver() {
    try (RedisConnection redis = RedisConnection.to(port)) {
      redis.run("SENTINEL", "failover", MASTER);
    }
  }

  /** The port of the master as this Sentinel sees it now. */
  public int masterPort() {
    try (RedisConnection redis = RedisConnection.to(port)) {
      return Integer.parseInt(
          String.valueOf(redis.list("SENTINEL", "get-master-addr-by-name", MASTER).get(1)));
    }
  }

  private void awaitReplicas(int replicas) {
    try (RedisConnection redis = RedisConnection.to(port)) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> redis.list("SENTINEL", "replicas", MASTER).size() == replicas);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
