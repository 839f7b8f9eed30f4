package org.tuplespace.redis.testing;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Masters and replicas on this machine. */
public final class Replication {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Replication() {}

  /** A server whose replicas need not wait for each other before they are sent everything. */
  public static PrivateRedis master(String... options) {
    String[] all = java.util.Arrays.copyOf(options, options.length + 1);
    all[options.length] = "repl-diskless-sync-delay 0";
    return RedisForTests.privateServer(all);
  }

  /** A replica that has all that its master has. */
  public static PrivateRedis replicaOf(PrivateRedis master, String... options) {
    String[] all = java.util.Arrays.copyOf(options, options.length + 2);
    all[options.length] = "replicaof 127.0.0.1 " + master.port();
    all[options.length + 1] = "repl-diskless-sync-delay 0"; // should it become the master
    PrivateRedis replica = RedisForTests.privateServer(all);
    awaitInStep(replica);
    return replica;
  }

  /** Returns when the replica follows its master. */
  public static void awaitInStep(PrivateRedis replica) {
    await(replica, "master_link_status:up");
  }

  /** Returns when the server is a master. */
  public static void awaitMaster(PrivateRedis server) {
    await(server, "role:master");
  }

  /** By a new connection each time, since a server that changes its role closes the old ones. */
  private static void await(PrivateRedis server, String expected) {
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              try (RedisConnection redis = RedisConnection.to(server.port())) {
                return redis.text("INFO", "replication").contains(expected);
              }
            });
  }
}
