package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.redis.testing.TestSpaces.impatient;
import static org.tuplespace.redis.testing.TestSpaces.range;
import static org.tuplespace.redis.testing.TestSpaces.start;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;
import org.tuplespace.redis.testing.TestSpaces.Running;

/** An administrator who empties the script cache and kills connections while everybody works. */
class ScriptFlushIT {

  private static PrivateRedis redis;

  @BeforeAll
  static void startServer() {
    redis = RedisForTests.privateServer("appendonly no");
  }

  @AfterAll
  static void stopServer() {
    redis.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyScript_loads_underTheDigestThatCallersUse(Script script) {
    try (RedisConnection admin = RedisConnection.to(redis.port())) {
      assertThat(admin.text("SCRIPT", "LOAD", script.text())).isEqualTo(script.sha1());
    }
  }

  @Test
  void flush_betweenCalls_isNotNoticed() throws Exception {
    try (TupleSpace space = impatient(redis.url(), TestSpaces.name("flush")).connect();
        RedisConnection admin = RedisConnection.to(redis.port())) {
      space.out("a", 1);
      admin.run("SCRIPT", "FLUSH");
      space.out("a", 2);
      admin.run("SCRIPT", "FLUSH");
      assertThat(space.in("a", Integer.class)).isEqualTo(Tuple.of("a", 1));
      admin.run("SCRIPT", "FLUSH");
      assertThat(space.rdAll("a", Integer.class)).hasSize(1);
      space.drop();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SCRIPT FLUSH", "CLIENT KILL TYPE normal", "CLIENT KILL TYPE pubsub"})
  void underLoad_everyTupleArrivesOnce(String command) throws Exception {
    String name = TestSpaces.name("flush");
    int tuples = 1500;
    try (TupleSpace one = impatient(redis.url(), name).connect();
        TupleSpace two = impatient(redis.url(), name).connect()) {
      AtomicBoolean over = new AtomicBoolean();
      Running<Integer> administrator =
          start(
              () -> {
                int times = 0;
                try (RedisConnection admin = RedisConnection.to(redis.port())) {
                  while (!over.get()) {
                    admin.run(
                        (command + (command.contains("KILL") ? " SKIPME yes" : "")).split(" "));
                    times++;
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                  }
                }
                return times;
              });
      List<CompletableFuture<?>> outs = new ArrayList<>();
      List<CompletableFuture<Tuple>> ins = new ArrayList<>();
      List<Integer> got = new ArrayList<>();
      for (int i = 0; i < tuples; i++) {
        ins.add((i % 2 == 0 ? one : two).inAsync("a", Integer.class));
        outs.add((i % 3 == 0 ? one : two).outAsync("a", i));
        if (i % 100 == 99) {
          for (CompletableFuture<?> out : outs) {
            out.get(30, TimeUnit.SECONDS);
          }
          outs.clear();
        }
      }
      for (CompletableFuture<Tuple> in : ins) {
        got.add(in.get(60, TimeUnit.SECONDS).getInt(1));
      }
      over.set(true);
      assertThat(administrator.result().get(10, TimeUnit.SECONDS)).isPositive();
      assertThat(got).containsExactlyInAnyOrderElementsOf(range(0, tuples));
      assertThat(one.stats().tuples()).isZero();
      assertThat(one.stats().blockedIns()).isZero();
      one.drop();
    }
  }
}
