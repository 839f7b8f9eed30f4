package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.server.EmbeddedRedis;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.RedisForTests;

/** A space on a cluster, behind Sentinel, and on replicated servers. */
class ServerKindsIT {

  @Test
  void cluster_putsTakesAndWakes() {
    try (PrivateRedis server =
        RedisForTests.privateServer("cluster-enabled yes", "cluster-announce-ip 127.0.0.1")) {
      try (RedisConnection redis = RedisConnection.to(server.port())) {
        for (int first = 0; first < 16384; first += 1024) {
          String[] words = new String[1026];
          words[0] = "CLUSTER";
          words[1] = "ADDSLOTS";
          for (int i = 0; i < 1024; i++) {
            words[i + 2] = Integer.toString(first + i);
          }
          redis.run(words);
        }
        Awaitility.await().until(() -> redis.text("CLUSTER", "INFO").contains("cluster_state:ok"));
      }
      String url = "redis+cluster://127.0.0.1:" + server.port();
      try (TupleSpace one = TupleSpaces.connect(url, "kinds {of} servers");
          TupleSpace other = TupleSpaces.connect(url, "kinds {of} servers")) {
        exchange(one, other);
        assertThat(TupleSpaces.names(url)).contains("kinds {of} servers");
        one.drop();
        assertThat(TupleSpaces.names(url)).isEmpty();
      }
    }
  }

  @Test
  void replicated_putsTakesAndWakes() {
    try (PrivateRedis master = RedisForTests.privateServer();
        PrivateRedis replica =
            RedisForTests.privateServer("replicaof 127.0.0.1 " + master.port())) {
      String url = "redis+replicated://127.0.0.1:" + master.port() + ",127.0.0.1:" + replica.port();
      awaitInStep(replica);
      try (TupleSpace one = TupleSpaces.connect(url, "replicated");
          TupleSpace other = TupleSpaces.connect(url, "replicated")) {
        exchange(one, other);
      }
    }
  }

  @Test
  void sentinel_followsAFailover(@TempDir Path directory) throws Exception {
    try (PrivateRedis master = RedisForTests.privateServer();
        PrivateRedis replica = RedisForTests.privateServer("replicaof 127.0.0.1 " + master.port());
        Sentinel sentinel = Sentinel.start(directory, master.port())) {
      awaitInStep(replica);
      try (RedisConnection redis = RedisConnection.to(sentinel.port)) {
        Awaitility.await().until(() -> redis.list("SENTINEL", "replicas", "mymaster").size() == 1);
        String url = "redis+sentinel://127.0.0.1:" + sentinel.port + "/mymaster";
        try (TupleSpace one = TupleSpaces.connect(url, "watched");
            TupleSpace other = TupleSpaces.connect(url, "watched")) {
          exchange(one, other);
          one.out("stays", 1);
          CompletableFuture<Tuple> blocked = one.inAsync("after", any());
          Awaitility.await().until(() -> other.stats().blockedIns() == 1);
          awaitInStep(replica);

          redis.run("SENTINEL", "failover", "mymaster");
          awaitReplication(replica, "role:master");

          assertThat(other.in("stays", any())).isEqualTo(Tuple.of("stays", 1));
          other.out("after", 2);
          assertThat(blocked.get(60, TimeUnit.SECONDS)).isEqualTo(Tuple.of("after", 2));
        }
      }
    }
  }

  private static void exchange(TupleSpace one, TupleSpace other) {
    CompletableFuture<Tuple> waiting = one.inAsync("ping", any());
    Awaitility.await().until(() -> other.stats().blockedIns() == 1);
    other.out("ping", 1);
    assertThat(waiting.join()).isEqualTo(Tuple.of("ping", 1));
    one.out("pong", 2);
    assertThat(other.inp("pong", any())).contains(Tuple.of("pong", 2));
    assertThat(one.inp("pong", any())).isEmpty();
  }

  private static void awaitInStep(PrivateRedis replica) {
    awaitReplication(replica, "master_link_status:up");
  }

  /** By a new connection each time, since a server that changes its role closes the old ones. */
  private static void awaitReplication(PrivateRedis server, String expected) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(
            () -> {
              try (RedisConnection redis = RedisConnection.to(server.port())) {
                return redis.text("INFO", "replication").contains(expected);
              }
            });
  }

  /** A Sentinel process of its own. */
  private static final class Sentinel implements AutoCloseable {
    final int port;
    private final Process process;

    private Sentinel(int port, Process process) {
      this.port = port;
      this.process = process;
    }

    static Sentinel start(Path directory, int masterPort) throws IOException {
      int port;
      try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
        port = socket.getLocalPort();
      }
      Path config = directory.resolve("sentinel.conf");
      Files.writeString(
          config,
          """
          port %d
          bind 127.0.0.1
          dir %s
          sentinel monitor mymaster 127.0.0.1 %d 1
          sentinel down-after-milliseconds mymaster 2000
          sentinel failover-timeout mymaster 5000
          """
              .formatted(port, directory, masterPort));
      Path binary;
      try (EmbeddedRedis any = EmbeddedRedis.start()) {
        binary = any.binary();
      }
      Process process =
          new ProcessBuilder(binary.toString(), config.toString(), "--sentinel")
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("sentinel.log").toFile())
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

    @Override
    public void close() throws Exception {
      process.destroy();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }
}
