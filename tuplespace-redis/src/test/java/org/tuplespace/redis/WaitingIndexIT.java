package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.between;
import static org.tuplespace.Match.greaterThan;
import static org.tuplespace.redis.testing.TestSpaces.impatient;
import static org.tuplespace.redis.testing.TestSpaces.range;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

/**
 * Many who wait at once: thousands of filters in the way of one exact template, ten thousand
 * takers.
 */
class WaitingIndexIT {

  private static final int FILTERED = 1200;

  private TupleSpace space;
  private TupleSpace other;

  @BeforeEach
  void connect() {
    String name = TestSpaces.name("waiting");
    space = impatient(RedisForTests.url(), name).connect();
    other = impatient(RedisForTests.url(), name).connect();
  }

  @AfterEach
  void drop() {
    other.close();
    space.drop();
  }

  private static void join(CompletableFuture<?> future) throws Exception {
    future.get(30, TimeUnit.SECONDS);
  }

  private List<CompletableFuture<Tuple>> filtered(int from, int count) {
    List<CompletableFuture<Tuple>> waits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      waits.add(space.inAsync("job", between(from + i, from + i), any()));
    }
    await().until(() -> space.stats().blockedIns() >= count);
    return waits;
  }

  @Test
  void exactWait_behindManyFilteredOnes_isServed() throws Exception {
    List<CompletableFuture<Tuple>> filtered = filtered(0, FILTERED);
    CompletableFuture<Tuple> exact = space.inAsync("job", any(), any());
    CompletableFuture<Tuple> reader = space.rdAsync("job", any(), any());
    CompletableFuture<Tuple> typed = space.inAsync("job", Integer.class, any());
    await().until(() -> space.stats().blockedIns() == FILTERED + 2);
    await().until(() -> space.stats().blockedRds() == 1);
    other.out("job", -1, "x");
    join(exact);
    join(reader);
    other.out("job", -2, "x");
    join(typed);
    assertThat(space.stats().tuples()).isZero();
    filtered.forEach(wait -> assertThat(wait).isNotDone());
  }

  @Test
  void filteredWait_beyondTheTestsOfOneOut_looksForItself() throws Exception {
    List<CompletableFuture<Tuple>> filtered = filtered(0, FILTERED);
    other.out("job", FILTERED - 1, "last");
    join(filtered.get(FILTERED - 1));
    other.outAll(range(0, FILTERED - 1).stream().map(i -> Tuple.of("job", i, "x")).toList());
    for (int i = 0; i < FILTERED; i++) {
      join(filtered.get(i));
      assertThat(filtered.get(i).join().getInt(1)).isEqualTo(i);
    }
    assertThat(space.stats().tuples()).isZero();
    assertThat(space.stats().blockedIns()).isZero();
  }

  @Test
  void outs_whileManyRegister_missNobody() throws Exception {
    List<CompletableFuture<?>> outs = new ArrayList<>();
    List<CompletableFuture<Tuple>> ins = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      ins.add(space.inAsync("n", between(i, i)));
      outs.add(other.outAsync("n", i));
      if (i % 3 == 0) {
        ins.add(other.inAsync("n", greaterThan(100_000 + i)));
        outs.add(space.outAsync("n", 200_000 + i));
      }
    }
    for (CompletableFuture<?> each : outs) {
      join(each);
    }
    for (CompletableFuture<Tuple> each : ins) {
      join(each);
    }
    assertThat(space.stats().tuples()).isZero();
  }

  /**
   * Waits under one key, under two shapes, and of readers; puts of one call that hit any of them.
   */
  @Test
  void outs_atOnce_serveEachWhoWaits() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 40; round++) {
      List<CompletableFuture<Tuple>> takes = new ArrayList<>();
      List<CompletableFuture<Tuple>> reads = new ArrayList<>();
      List<Tuple> puts = new ArrayList<>();
      Map<Integer, Integer> left = new HashMap<>();
      for (int key = 0; key < 6; key++) {
        int takers = random.nextInt(4);
        int tuples = random.nextInt(6);
        int readers = tuples > 0 ? random.nextInt(10) / 8 : 0;
        for (int i = 0; i < takers; i++) {
          Object last = random.nextInt(4) == 0 ? Integer.class : any();
          takes.add(space.inAsync(round, key, last));
        }
        for (int i = 0; i < readers; i++) {
          reads.add(space.rdAsync(round, key, any()));
        }
        for (int i = 0; i < tuples; i++) {
          puts.add(Tuple.of(round, key, i));
        }
        left.put(key, tuples - takers);
      }
      int blockedIns = takes.size();
      int blockedRds = reads.size();
      await().until(() -> space.stats().blockedIns() == blockedIns);
      await().until(() -> space.stats().blockedRds() == blockedRds);
      Collections.shuffle(puts, random);
      List<CompletableFuture<?>> outs = new ArrayList<>();
      for (Tuple put : puts) {
        outs.add(other.outAsync(put));
      }
      for (CompletableFuture<?> out : outs) {
        join(out);
      }
      for (Map.Entry<Integer, Integer> each : left.entrySet()) {
        long there = space.count(round, each.getKey(), any());
        assertThat(there).as("seed %s", seed).isEqualTo(Math.max(0, each.getValue()));
        for (int i = each.getValue(); i < 0; i++) {
          puts.add(Tuple.of(round, each.getKey(), 100 - i));
          other.out(round, each.getKey(), 100 - i);
        }
      }
      List<Tuple> got = new ArrayList<>();
      for (CompletableFuture<Tuple> take : takes) {
        join(take);
        got.add(take.join());
      }
      for (CompletableFuture<Tuple> read : reads) {
        join(read);
      }
      got.addAll(space.inAll(Template.of(round, any(), any()), 100, Duration.ZERO));
      assertThat(got).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(puts);
    }
    assertThat(space.stats().blockedIns()).isZero();
    assertThat(space.stats().blockedRds()).isZero();
    try (RedisConnection admin = RedisConnection.to(RedisForTests.url())) {
      assertThat(admin.keys("ts:{" + space.name() + ":0}:[iz]:w*")).isEmpty();
    }
  }

  @Test
  void tenThousandBlocked_useNoThreadAndNoConnection() throws Exception {
    int many = 10_000;
    List<CompletableFuture<Tuple>> ins = new ArrayList<>();
    join(space.outAsync("warm"));
    join(space.inAsync("warm"));
    try (RedisConnection admin = RedisConnection.to(RedisForTests.url())) {
      int threads = Thread.getAllStackTraces().size();
      int connections = admin.text("CLIENT", "LIST").split("\n").length;
      for (int i = 0; i < many; i++) {
        ins.add(space.inAsync("task", Integer.class));
      }
      await().until(() -> space.stats().blockedIns() == many);
      assertThat(Thread.getAllStackTraces().size()).isLessThanOrEqualTo(threads + 4);
      assertThat(admin.text("CLIENT", "LIST").split("\n").length)
          .isLessThanOrEqualTo(connections + 12);
    }
    List<CompletableFuture<?>> outs = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      outs.add(other.outAsync("task", i));
    }
    for (CompletableFuture<?> each : outs) {
      join(each);
    }
    Set<Integer> got = new HashSet<>();
    for (CompletableFuture<Tuple> each : ins) {
      join(each);
      got.add(each.join().getInt(1));
    }
    assertThat(got).hasSize(many);
    assertThat(space.stats().tuples()).isZero();
    await().until(() -> space.stats().claimed() == 0);
  }
}
