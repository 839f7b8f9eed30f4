package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.redis.testing.TestSpaces.impatient;
import static org.tuplespace.redis.testing.TestSpaces.numbers;
import static org.tuplespace.redis.testing.TestSpaces.range;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.NotReplicatedException;
import org.tuplespace.OutcomeUnknownException;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.Replication;
import org.tuplespace.redis.testing.Sentinel;
import org.tuplespace.redis.testing.TestSpaces;
import org.tuplespace.redis.testing.TestSpaces.Running;

/** A replica that takes over, while producers put and wait for replicas. */
class FailoverIT {

  private static final int PRODUCERS = 4;

  @TempDir private Path directory;
  private PrivateRedis master;
  private PrivateRedis replica;
  private Sentinel sentinel;
  private TupleSpace space;

  private final AtomicInteger next = new AtomicInteger();
  private final AtomicBoolean enough = new AtomicBoolean();

  /** Put, and in two copies. */
  private final Set<Integer> replicated = ConcurrentHashMap.newKeySet();

  /** Put, and perhaps in the master alone. */
  private final Set<Integer> alone = ConcurrentHashMap.newKeySet();

  /** Put or not. */
  private final Set<Integer> unknown = ConcurrentHashMap.newKeySet();

  private final ConcurrentLinkedQueue<Running<?>> producers = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void start() {
    master = Replication.master();
    replica = Replication.replicaOf(master);
    sentinel = Sentinel.start(directory, master, 1, Duration.ofSeconds(1));
    space =
        impatient(sentinel.url(), TestSpaces.name("failover"))
            .durability(Durability.replicas(1, Duration.ofMillis(500)))
            .connect();
    for (int i = 0; i < PRODUCERS; i++) {
      producers.add(TestSpaces.start(this::produce));
    }
    await().until(() -> replicated.size() > 200);
  }

  @AfterEach
  void stop() {
    enough.set(true);
    space.close();
    sentinel.close();
    replica.close();
    master.close();
  }

  private Void produce() {
    while (!enough.get()) {
      int n = next.getAndIncrement();
      try {
        space.out("a", n);
        replicated.add(n);
      } catch (NotReplicatedException e) {
        alone.add(n);
      } catch (OutcomeUnknownException e) {
        unknown.add(n);
      }
    }
    return null;
  }

  /** Everything that was put after the failover, as far as producers know, is answered. */
  private void finish() throws Exception {
    Replication.awaitMaster(replica);
    int begun = next.get();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> replicated.size() + alone.size() + unknown.size() > begun + 100);
    enough.set(true);
    for (Running<?> producer : producers) {
      producer.result().get(60, TimeUnit.SECONDS);
    }
  }

  private void assertNothingLost() {
    assertThat(numbers(space, "a"))
        .doesNotHaveDuplicates()
        .containsAll(replicated)
        .isSubsetOf(range(0, next.get()));
  }

  @Test
  void masterKilled_losesNothingThatWasReplicated() throws Exception {
    master.kill();
    finish();
    assertNothingLost();
  }

  @Test
  void masterDemoted_losesNothingThatWasReplicated() throws Exception {
    sentinel.failOver();
    finish();
    assertNothingLost();
  }
}
