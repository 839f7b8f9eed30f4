package org.tuplespace.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.testing.FaultyProxy;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.RedisForTests;

/** A thousand clients that come, occupy what they can, and are killed: nothing of them stays. */
class HerdFaults {

  private static final int CLIENTS = 1000;
  private static final int IN_A_PROCESS = 100;
  private static final int AT_ONCE = 2;

  /** What is under these names has a bound, or is always there once it was needed. */
  private static final Set<String> MAY_DIFFER = Set.of("pb", "meta swept");

  /** The last put-backs are remembered, up to so many, for scans under way. */
  private static final int MOST_PUT_BACKS = 1100;

  private static final int BASE = 300;

  @Test
  void nothingStays() {
    try (PrivateRedis redis = RedisForTests.privateServer("appendonly no");
        RedisConnection admin = RedisConnection.to(redis.port());
        FaultRun run =
            new FaultRun(Scenario.HERD, "transactions, waits, takes", redis.url(), "lease=PT3S");
        TupleSpace observer = TupleSpaces.connect(redis.url(), run.space)) {
      observer.out("base", -1); // for one of them to hold
      killHerds(run, redis, 1, 3); // makes the indexes and the counters of put-backs, which stay
      putAndTakeBase(observer);
      long connections = connections(admin);
      Inventory before = Inventory.of(admin);
      long begin = System.nanoTime();
      observer.outAll(IntStream.range(0, BASE).mapToObj(i -> Tuple.of("base", i)).toList());
      killHerds(run, redis, CLIENTS / IN_A_PROCESS, IN_A_PROCESS);
      await()
          .atMost(Duration.ofSeconds(120))
          .until(() -> observer.stats().sessions() == 1 && observer.stats().transactions() == 0);
      assertThat(observer.count("base", Integer.class)).isEqualTo(BASE);
      takeAll(observer);
      await().until(() -> observer.stats().claimed() == 0);
      await().atMost(Duration.ofSeconds(20)).until(() -> connections(admin) <= connections);
      Inventory after = Inventory.of(admin);
      FaultReport.add(
          Row.withoutAccount(
              Scenario.HERD,
              run.variant,
              CLIENTS / IN_A_PROCESS,
              String.format(
                  "%d clients in %d s; %d keys before, %d after, and %d with a time to live",
                  CLIENTS,
                  Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
                  before.keys(),
                  after.keys(),
                  after.passing().size())));
      assertThat(after.differences(before, MAY_DIFFER)).isEmpty();
      assertThat(admin.number("ZCARD", key(run, "pb"))).isLessThanOrEqualTo(MOST_PUT_BACKS);
      assertThat(after.passing())
          .allSatisfy((key, ttl) -> assertThat(ttl).isLessThanOrEqualTo(3600));
      observer.drop();
      run.passed();
    }
  }

  private static String key(FaultRun run, String name) {
    return "ts:{" + run.space + ":0}:" + name;
  }

  private static long connections(RedisConnection admin) {
    return admin.text("CLIENT", "LIST").lines().count();
  }

  private static void putAndTakeBase(TupleSpace observer) {
    await().atMost(Duration.ofSeconds(30)).until(() -> observer.stats().sessions() == 1);
    observer.out("base", 0);
    takeAll(observer);
    await().until(() -> observer.stats().claimed() == 0);
  }

  private static void takeAll(TupleSpace observer) {
    while (observer.inp("base", Integer.class).isPresent()
        || observer.inp("loose", Integer.class).isPresent()) {
      // until there is none
    }
    assertThat(observer.stats().tuples()).isZero();
  }

  /** Some die on the way in, most when all are in place and their last calls are not answered. */
  private static void killHerds(FaultRun run, PrivateRedis redis, int herds, int clients) {
    Deque<ClientProcess> coming = new ArrayDeque<>();
    for (int i = 0; i < herds; i++) {
      FaultyProxy proxy = run.proxyTo(redis.port());
      coming.add(run.launch(Herd.class, "url=" + proxy.url(), "clients=" + clients));
      if (coming.size() < AT_ONCE && i < herds - 1) {
        continue;
      }
      ClientProcess next = coming.remove();
      next.awaitReady();
      if (herds > 1 && run.random.nextInt(8) == 0) {
        run.pause(0, 2000);
      } else {
        next.awaitLines(Herd.IN_PLACE, 1);
        run.pause(0, 500);
        if (run.random.nextBoolean()) {
          run.freezeProxies();
          run.pause(0, 50);
        }
      }
      run.kill(next);
      run.thawProxies();
    }
    coming.forEach(
        last -> {
          last.awaitLines(Herd.IN_PLACE, 1);
          run.kill(last);
        });
  }
}
