package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.Match.any;
import static org.tuplespace.redis.testing.TestSpaces.impatient;
import static org.tuplespace.redis.testing.TestSpaces.numbers;
import static org.tuplespace.redis.testing.TestSpaces.range;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuplespace.LocalTupleSpace;
import org.tuplespace.NotReplicatedException;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.redis.testing.FaultyProxy;
import org.tuplespace.redis.testing.FaultyProxy.Point;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.Replication;
import org.tuplespace.redis.testing.TestSpaces;

/** Calls that put wait for a replica, which may be stalled; the others don't wait. */
class DurabilityIT {

  private static final Duration PATIENCE = Duration.ofMillis(400);

  private static PrivateRedis master;
  private static PrivateRedis replica;
  private String name;
  private TupleSpace space;
  private TupleSpace observer;

  @BeforeAll
  static void startServers() {
    master = Replication.master("repl-ping-replica-period 1");
    replica = Replication.replicaOf(master);
  }

  @AfterAll
  static void stopServers() {
    replica.close();
    master.close();
  }

  @BeforeEach
  void connect() {
    name = TestSpaces.name("durable");
    space = durable(master.url(), PATIENCE);
    observer = impatient(master.url(), name).connect();
  }

  @AfterEach
  void drop() {
    replica.resume();
    space.close();
    observer.drop();
  }

  private TupleSpace durable(String url, Duration timeout) {
    return impatient(url, name).durability(Durability.replicas(1, timeout)).connect();
  }

  private void assertNotReplicated(Runnable call) {
    NotReplicatedException thrown = catchThrowableOfType(NotReplicatedException.class, call::run);
    assertThat(thrown)
        .hasMessageContaining("only 0 of 1 replicas")
        .hasMessageContaining("must not be put again");
    assertThat(thrown.acknowledged()).isZero();
    assertThat(thrown.wanted()).isEqualTo(1);
  }

  // ---- in time

  @Test
  void calls_thatReturned_areOnTheReplica() throws Exception {
    try (RedisConnection there = RedisConnection.to(replica.port())) {
      String tuples = "ts:{" + name + ":0}:t:2";
      for (int i = 0; i < 100; i++) {
        space.out("a", i);
        assertThat(there.number("HLEN", tuples)).isEqualTo(i + 1);
      }
      space.outAll(range(100, 200).stream().map(i -> Tuple.of("a", i)).toList());
      assertThat(there.number("HLEN", tuples)).isEqualTo(200);
      assertThat(space.replace(Template.of("a", any()), Tuple.of("b", 0))).isEqualTo(200);
      assertThat(there.number("HLEN", tuples)).isEqualTo(1);
      assertThat(space.swap(Template.of("b", any()), Tuple.of("b", 1), Tuple.of("b", 2)))
          .isEqualTo(Tuple.of("b", 0));
      assertThat(there.number("HLEN", tuples)).isEqualTo(2);
    }
  }

  @Test
  void outs_many_areThereOnce() {
    List<CompletableFuture<?>> outs = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      outs.add(space.outAsync("a", i));
      if (i % 500 == 250) {
        forgetScripts();
      }
    }
    outs.forEach(CompletableFuture::join);
    assertThat(numbers(observer, "a")).containsExactlyInAnyOrderElementsOf(range(0, 2000));
  }

  private static void forgetScripts() {
    try (RedisConnection redis = RedisConnection.to(master.port())) {
      redis.run("SCRIPT", "FLUSH");
    }
  }

  @Test
  void drop_leavesNoKey() {
    String other = TestSpaces.name("dropped");
    TupleSpace dropped =
        impatient(master.url(), other).durability(Durability.replicas(1, PATIENCE)).connect();
    List<CompletableFuture<?>> outs = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      outs.add(dropped.outAsync("a", i));
    }
    dropped.drop();
    outs.forEach(out -> out.handle((done, error) -> error).join());
    try (RedisConnection redis = RedisConnection.to(master.port())) {
      assertThat(redis.keys("ts:{" + other + ":*")).allMatch(key -> key.contains(":x:"));
    }
  }

  // ---- too late

  @Test
  void out_notReplicated_saysSo_andIsThereOnce() {
    replica.stall();
    assertNotReplicated(() -> space.out("a", 1));
    assertThat(numbers(observer, "a")).containsExactly(1);
    assertNotReplicated(() -> space.outAll(List.of(Tuple.of("a", 2), Tuple.of("a", 3))));
    assertThat(numbers(observer, "a")).containsExactly(1, 2, 3);
    replica.resume();
    space.out("a", 4);
    assertThat(numbers(observer, "a")).containsExactly(1, 2, 3, 4);
  }

  @Test
  void outAsync_notReplicated_completesExceptionally() {
    replica.stall();
    CompletableFuture<?> out = space.outAsync("a", 1);
    assertThatThrownBy(out::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(NotReplicatedException.class);
    assertThat(numbers(observer, "a")).containsExactly(1);
  }

  @Test
  void replace_notReplicated_hasTakenEffect() {
    observer.out("a", 1);
    observer.out("a", 2);
    replica.stall();
    assertNotReplicated(() -> space.replace(Template.of("a", any()), Tuple.of("a", 3)));
    assertThat(numbers(observer, "a")).containsExactly(3);
  }

  @Test
  void swap_notReplicated_hasTakenEffect_andTellsWhatItTook() {
    observer.outAll(List.of(Tuple.of("a", 1), Tuple.of("a", 2), Tuple.of("a", 3)));
    Template next = Template.of("a", any());
    replica.stall();
    NotReplicatedException blocking =
        catchThrowableOfType(
            NotReplicatedException.class, () -> space.swap(next, Tuple.of("b", 1)));
    assertThat(blocking.taken()).containsExactly(Tuple.of("a", 1));
    NotReplicatedException atOnce =
        catchThrowableOfType(
            NotReplicatedException.class, () -> space.swap(next, Duration.ZERO, Tuple.of("b", 2)));
    assertThat(atOnce.taken()).containsExactly(Tuple.of("a", 2));
    CompletableFuture<Tuple> future = space.swapAsync(next, Tuple.of("b", 3));
    assertThatThrownBy(future::join)
        .cause()
        .isInstanceOfSatisfying(
            NotReplicatedException.class,
            thrown -> assertThat(thrown.taken()).containsExactly(Tuple.of("a", 3)));
    assertThat(numbers(observer, "a")).isEmpty();
    assertThat(numbers(observer, "b")).containsExactly(1, 2, 3);
    await().untilAsserted(() -> assertThat(observer.stats().claimed()).isZero());
  }

  @Test
  void swap_servedLater_waitsForTheReplicaToo() throws Exception {
    Template next = Template.of("a", any());
    CompletableFuture<Tuple> early = space.swapAsync(next, Tuple.of("b", 1));
    await().until(() -> observer.stats().blockedIns() == 1);
    observer.out("a", 1);
    assertThat(early.get(20, TimeUnit.SECONDS)).isEqualTo(Tuple.of("a", 1));
    try (RedisConnection there = RedisConnection.to(replica.port())) {
      assertThat(there.number("HLEN", "ts:{" + name + ":0}:t:2")).isEqualTo(1);
    }

    CompletableFuture<Tuple> late = space.swapAsync(next, Tuple.of("b", 2));
    await().until(() -> observer.stats().blockedIns() == 1);
    replica.stall();
    observer.out("a", 2); // by a client that does not wait
    assertThatThrownBy(() -> late.get(20, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            NotReplicatedException.class,
            thrown -> assertThat(thrown.taken()).containsExactly(Tuple.of("a", 2)));
    assertThat(numbers(observer, "b")).containsExactly(1, 2);
    assertThat(numbers(observer, "a")).isEmpty();
  }

  @Test
  void commit_waits_andTheTransactionIsOverEitherWay() throws Exception {
    observer.outAll(List.of(Tuple.of("a", 1), Tuple.of("a", 2)));
    try (RedisConnection there = RedisConnection.to(replica.port());
        Transaction first = space.begin(Duration.ofSeconds(30))) {
      assertThat(first.in("a", any())).isEqualTo(Tuple.of("a", 1));
      first.out("b", 1);
      first.out("b", 2);
      first.commit();
      assertThat(there.number("HLEN", "ts:{" + name + ":0}:t:2")).isEqualTo(3);
    }
    try (Transaction second = space.begin(Duration.ofSeconds(30))) {
      assertThat(second.in("a", any())).isEqualTo(Tuple.of("a", 2));
      second.out("b", 3);
      replica.stall();
      assertNotReplicated(second::commit);
      assertThat(second.state()).isEqualTo(Transaction.State.COMMITTED);
    }
    assertThat(numbers(observer, "a")).isEmpty();
    assertThat(numbers(observer, "b")).containsExactly(1, 2, 3);
  }

  @Test
  void commit_sentAgain_isDoneOnce() throws Exception {
    space.close();
    try (FaultyProxy proxy = FaultyProxy.to(master.port())) {
      space = durable(proxy.url(), PATIENCE);
      for (Point point : Point.values()) {
        observer.out("a", 0);
        try (Transaction transaction = space.begin(Duration.ofSeconds(30))) {
          transaction.in("a", any());
          transaction.out("b", point.ordinal());
          CompletableFuture<?> cut = proxy.cutNext(point, it -> it.is("WAIT"));
          transaction.commit();
          cut.get(20, TimeUnit.SECONDS);
        }
        assertThat(numbers(observer, "a")).isEmpty();
        assertThat(numbers(observer, "b")).isEqualTo(range(0, point.ordinal() + 1));
      }
      space.close();
    }
  }

  @Test
  void swap_thatFindsNothing_doesNotWait() throws Exception {
    space.close();
    space = durable(master.url(), Duration.ofMinutes(1));
    replica.stall();
    assertThat(space.swap(Template.of("a", any()), Duration.ZERO, Tuple.of("b", 1))).isEmpty();
    assertThat(space.swap(Template.of("a", any()), Duration.ofMillis(50), Tuple.of("b", 1)))
        .isEmpty();
  }

  @Test
  void collect_intoASpaceThatDidNotReplicate_movedAll() {
    replica.stall();
    try (LocalTupleSpace source = new LocalTupleSpace("source")) {
      source.outAll(List.of(Tuple.of("a", 1), Tuple.of("a", 2)));
      assertNotReplicated(() -> source.collect(Template.of("a", any()), space));
      assertThat(source.count("a", any())).isZero();
    }
    assertThat(numbers(observer, "a")).containsExactly(1, 2);
  }

  @Test
  void eval_notReplicated_isThereOnce() {
    replica.stall();
    CompletableFuture<Tuple> passive =
        space.eval("a", (java.util.function.Supplier<Integer>) () -> 1);
    assertThatThrownBy(passive::join).hasCauseInstanceOf(NotReplicatedException.class);
    assertThat(numbers(observer, "a")).containsExactly(1);
    assertThat(observer.count("eval failed", any(), any())).isZero();
  }

  // ---- who waits, and who doesn't

  @Test
  void calls_thatPutNothing_doNotWait() throws Exception {
    space.close();
    space = durable(master.url(), Duration.ofMinutes(1));
    observer.outAll(range(0, 10).stream().map(i -> Tuple.of("a", i)).toList());
    replica.stall();
    List<CompletableFuture<?>> outs = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      outs.add(space.outAsync("b", i));
    }
    Template some = Template.of("a", any());
    assertThat(space.rd(some)).isEqualTo(Tuple.of("a", 0));
    assertThat(space.in(some)).isEqualTo(Tuple.of("a", 0));
    assertThat(space.inAll(some, 4)).hasSize(4);
    assertThat(space.count(some)).isEqualTo(5);
    assertThat(space.rdAll(some)).hasSize(5);
    assertThat(space.in(Template.of("c", any()), Duration.ofMillis(20))).isEmpty();
    CompletableFuture<Tuple> blocked = space.inAsync("c", any());
    await().until(() -> observer.stats().blockedIns() == 1);
    observer.out("c", 1);
    assertThat(blocked.get(20, TimeUnit.SECONDS)).isEqualTo(Tuple.of("c", 1));
    assertThat(outs).noneMatch(CompletableFuture::isDone);
    replica.resume();
    for (CompletableFuture<?> out : outs) {
      out.get(60, TimeUnit.SECONDS);
    }
    assertThat(numbers(observer, "b")).hasSize(2000).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void out_sentAgain_waitsAsTheFirstDid(Point point) throws Exception {
    space.close();
    try (FaultyProxy proxy = FaultyProxy.to(master.port())) {
      space = durable(proxy.url(), PATIENCE);
      replica.stall();
      CompletableFuture<?> cut = proxy.cutNext(point, it -> it.runs(Script.OUT.sha1()));
      assertNotReplicated(() -> space.out("a", 1));
      cut.get(20, TimeUnit.SECONDS);
      assertThat(numbers(observer, "a")).containsExactly(1);

      cut = proxy.cutNext(point, it -> it.is("WAIT"));
      assertNotReplicated(() -> space.out("a", 2));
      cut.get(20, TimeUnit.SECONDS);
      assertThat(numbers(observer, "a")).containsExactly(1, 2);
      space.close();
    }
  }

  @Test
  void swap_sentAgain_isDoneOnce() throws Exception {
    space.close();
    try (FaultyProxy proxy = FaultyProxy.to(master.port())) {
      space = durable(proxy.url(), PATIENCE);
      observer.out("a", 1);
      for (Point point : Point.values()) {
        CompletableFuture<?> cut = proxy.cutNext(point, it -> it.is("WAIT"));
        int n = numbers(observer, "a").get(0);
        assertThat(space.swap(Template.of("a", any()), Tuple.of("a", n + 1)))
            .isEqualTo(Tuple.of("a", n));
        cut.get(20, TimeUnit.SECONDS);
        assertThat(numbers(observer, "a")).containsExactly(n + 1);
      }
      space.close();
    }
  }

  // ---- what the server can do

  @Test
  void connect_withoutReplicas_works_andOutSaysSo() {
    try (PrivateRedis alone = Replication.master();
        TupleSpace there = durable(alone.url(), PATIENCE)) {
      assertNotReplicated(() -> there.out("a", 1));
      assertThat(there.in("a", any())).isEqualTo(Tuple.of("a", 1));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean hasWaitAof() {
    try (RedisConnection redis = RedisConnection.to(master.port())) {
      return !redis.list("COMMAND", "INFO", "waitaof").contains(null);
    }
  }

  private TupleSpaceBuilder appending(String url, int local, int replicas) {
    return impatient(url, name)
        .durability(Durability.appendOnlyFile(local, replicas, Duration.ofSeconds(3)));
  }

  @Test
  void waitAof_onAnOldServer_isRefusedWithAWayOut() {
    assumeThat(hasWaitAof()).isFalse();
    assertThatThrownBy(() -> appending(master.url(), 1, 1).connect())
        .isInstanceOf(TupleSpaceException.class)
        .hasMessageContaining("WAITAOF")
        .hasMessageContaining("since Redis 7.2")
        .hasMessageContaining("appendfsync always")
        .hasMessageContaining("Durability.replicas");
  }

  @Test
  void waitAof_onANewServer_isOnDisk() {
    assumeThat(hasWaitAof()).isTrue();
    try (TupleSpace here = appending(master.url(), 1, 0).connect();
        TupleSpace there = appending(master.url(), 1, 1).connect()) {
      here.out("a", 1);
      there.out("a", 2);
      replica.stall();
      here.out("a", 3);
      NotReplicatedException thrown =
          catchThrowableOfType(NotReplicatedException.class, () -> there.out("a", 4));
      assertThat(thrown.acknowledged()).isEqualTo(1);
      assertThat(thrown.wanted()).isEqualTo(2);
      assertThat(numbers(observer, "a")).containsExactly(1, 2, 3, 4);
    }
  }

  /**
   * WAITAOF played by SMISMEMBER, which takes a key and members and answers with a number for each:
   * here "is in the set named as local" for the number of replicas, and for the timeout.
   */
  @Test
  void waitAof_playedByAnotherCommand_isCounted() {
    assumeThat(hasWaitAof()).isFalse();
    try (PrivateRedis acting = Replication.master("rename-command SMISMEMBER WAITAOF");
        RedisConnection redis = RedisConnection.to(acting.port());
        TupleSpace there = appending(acting.url(), 1, 1).connect()) {
      NotReplicatedException none =
          catchThrowableOfType(NotReplicatedException.class, () -> there.out("a", 1));
      assertThat(none).hasMessageContaining("only 0 of 2 append-only files");
      redis.run("SADD", "1", "3000"); // one replica, and not the master
      NotReplicatedException replica =
          catchThrowableOfType(NotReplicatedException.class, () -> there.out("a", 2));
      assertThat(replica.acknowledged()).isEqualTo(1);
      assertThat(replica.wanted()).isEqualTo(2);
      redis.run("SADD", "1", "1");
      there.out("a", 3);
      assertThat(numbers(there, "a")).containsExactly(1, 2, 3);
    }
  }

  @Test
  void waitAof_withoutAppendOnlyFile_isRefused() {
    assumeThat(hasWaitAof()).isTrue();
    try (PrivateRedis memory = Replication.master("appendonly no")) {
      assertThatThrownBy(() -> appending(memory.url(), 1, 0).connect())
          .isInstanceOf(TupleSpaceException.class)
          .hasMessageContaining("appendonly yes");
    }
  }

  @Test
  void wait_forbiddenToTheUser_isRefusedWithAWayOut() {
    try (RedisConnection redis = RedisConnection.to(master.port())) {
      redis.run("ACL", "SETUSER", "nowait", "on", ">secret", "~*", "&*", "+@all", "-wait");
    }
    String url = master.url().replace("redis://", "redis://nowait:secret@");
    assertThatThrownBy(() -> durable(url, PATIENCE))
        .isInstanceOf(TupleSpaceException.class)
        .hasMessageContaining("+wait");
  }
}
