package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.Replication;
import org.tuplespace.redis.testing.Sentinel;

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
    try (PrivateRedis master = Replication.master();
        PrivateRedis replica = Replication.replicaOf(master)) {
      String url = "redis+replicated://127.0.0.1:" + master.port() + ",127.0.0.1:" + replica.port();
      try (TupleSpace one = TupleSpaces.connect(url, "replicated");
          TupleSpace other = TupleSpaces.connect(url, "replicated")) {
        exchange(one, other);
      }
    }
  }

  @Test
  void sentinel_followsAFailover(@TempDir Path directory) throws Exception {
    try (PrivateRedis master = Replication.master();
        PrivateRedis replica = Replication.replicaOf(master);
        Sentinel sentinel = Sentinel.start(directory, master, 1, Duration.ofSeconds(2));
        TupleSpace one = TupleSpaces.connect(sentinel.url(), "watched");
        TupleSpace other = TupleSpaces.connect(sentinel.url(), "watched")) {
      exchange(one, other);
      one.out("stays", 1);
      CompletableFuture<Tuple> blocked = one.inAsync("after", any());
      Awaitility.await().until(() -> other.stats().blockedIns() == 1);
      Replication.awaitInStep(replica);

      sentinel.failOver();
      Replication.awaitMaster(replica);

      assertThat(other.in("stays", any())).isEqualTo(Tuple.of("stays", 1));
      other.out("after", 2);
      assertThat(blocked.get(60, TimeUnit.SECONDS)).isEqualTo(Tuple.of("after", 2));
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
}
