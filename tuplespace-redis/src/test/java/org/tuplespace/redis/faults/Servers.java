package org.tuplespace.redis.faults;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tuplespace.redis.testing.AppendOnlyLog;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.Replication;
import org.tuplespace.redis.testing.Sentinel;

/** A server, or a master and a replica under a Sentinel, which are struck again and again. */
final class Servers implements AutoCloseable {

  /** A master that is silent for so long is replaced. */
  private static final Duration DOWN_AFTER = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a log may lack that is brought to the disk each second. */
  private static final Duration UNWRITTEN = Duration.ofSeconds(1);

  private final Setup setup;
  private PrivateRedis master;
  private @Nullable PrivateRedis replica;
  private @Nullable Sentinel sentinel;

  Servers(Setup setup, Path directory) {
    this.setup = setup;
    this.master = Replication.master(setup.options.toArray(String[]::new));
    if (setup.isReplicated()) {
      PrivateRedis second = Replication.replicaOf(master);
      replica = second;
      sentinel = Sentinel.start(directory, master, 1, DOWN_AFTER);
    }
  }

  String url() {
    return sentinel == null ? master.url() : sentinel.url();
  }

  /** Returns when the servers are as before, but for what they have lost. */
  void strike(FaultRun run) {
    assertNothingElseFailedOver();
    switch (setup.strike) {
      case KILL -> {
        kill(run);
        master.restart();
      }
      case POWER -> {
        long then = AppendOnlyLog.size(master);
        run.pause((int) UNWRITTEN.toMillis(), (int) UNWRITTEN.toMillis());
        kill(run);
        AppendOnlyLog.cut(master, then);
        master.restart();
      }
      case FAIL_OVER -> failOver(run, false);
      case FAIL_OVER_BEHIND -> failOver(run, true);
    }
    run.faultEnded(Interruptions.MENDED + Interruptions.ALL);
    rejoin();
  }

  private void kill(FaultRun run) {
    run.fault(Interruptions.CUT + Interruptions.ALL);
    master.kill();
  }

  private void failOver(FaultRun run, boolean behind) {
    PrivateRedis next = replica;
    if (next == null) {
      throw new IllegalStateException("no replica");
    }
    if (behind) {
      follow(next, 1); // where nobody listens
      run.pause(200, 500);
    }
    kill(run);
    await().atMost(PATIENCE).until(() -> masterPort() == next.port());
    replica = master;
    master = next;
  }

  private int masterPort() {
    return sentinel == null ? master.port() : sentinel.masterPort();
  }

  /** The former master becomes the replica of the present one. */
  private void rejoin() {
    if (replica != null) {
      replica.restartAsReplicaOf(master);
      Replication.awaitInStep(replica);
    }
  }

  /** A machine that is too slow for its Sentinel has other failovers than those it was given. */
  void assertNothingElseFailedOver() {
    if (masterPort() != master.port()) {
      throw new IllegalStateException("the Sentinel has failed over by itself; it is in a hurry");
    }
  }

  private static void follow(PrivateRedis server, int port) {
    try (RedisConnection redis = RedisConnection.to(server.port())) {
      redis.run("REPLICAOF", "127.0.0.1", Integer.toString(port));
    }
  }

  @Override
  public void close() {
    if (sentinel != null) {
      sentinel.close();
    }
    if (replica != null) {
      replica.close();
    }
    master.close();
  }
}
