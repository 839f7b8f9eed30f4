package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.between;
import static org.tuplespace.redis.testing.TestSpaces.impatient;
import static org.tuplespace.redis.testing.TestSpaces.numbers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleListener;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.Watch;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

/** What a space leaves on its server, and what of another one it touches: nothing. */
class SpaceKeysIT {

  private static PrivateRedis redis;
  private static RedisConnection admin;

  @BeforeAll
  static void startServer() {
    redis = RedisForTests.privateServer();
    admin = RedisConnection.to(redis.port());
  }

  @AfterAll
  static void stopServer() {
    admin.close();
    redis.close();
  }

  private static Set<String> keys() {
    return admin.keys("*");
  }

  /** A space that has seen everything: indexes, filters, blobs, waiters, times, watches. */
  private static void useIt(TupleSpace space, TupleSpace other) throws Exception {
    Watch watch =
        space.watch(
            Template.of("a", any()),
            new TupleListener() {
              @Override
              public void onOut(Tuple tuple) {}

              @Override
              public void onRemoved(Tuple tuple) {}
            });
    for (int i = 0; i < 100; i++) {
      space.out("a", i);
    }
    other.out("a", "x".repeat(200_000));
    other.out(Tuple.of("ttl", 1), OutOptions.timeToLive(Duration.ofMillis(20)));
    other.out(Tuple.of("late", 1), OutOptions.delay(Duration.ofMillis(20)));
    space.out();
    CompletableFuture<Tuple> cancelled = space.inAsync("never", between(1, 2));
    CompletableFuture<Tuple> served = space.inAsync("served", any());
    CompletableFuture<Tuple> swapped = other.swapAsync(Template.of("swap"), Tuple.of("swapped"));
    List<CompletableFuture<Tuple>> readers =
        List.of(
            space.rdAsync("b", String.class),
            other.rdAsync("b", String.class),
            other.rdAsync("b", any()));
    await().until(() -> space.stats().blockedIns() == 3);
    await().until(() -> space.stats().blockedRds() == 3);
    other.out("served", "y".repeat(100_000));
    other.out("b", "z".repeat(70_000));
    space.out("swap");
    served.get(10, TimeUnit.SECONDS);
    swapped.get(10, TimeUnit.SECONDS);
    for (CompletableFuture<Tuple> reader : readers) {
      assertThat(reader.get(10, TimeUnit.SECONDS).getString(1)).hasSize(70_000);
    }
    cancelled.cancel(true);
    assertThat(space.inAll(Template.of("a", between(0, 9)), 100)).hasSize(10);
    assertThat(other.rdAll("a", any())).hasSize(91);
    while (space.inp("a", any()).isPresent()) {
      // until none is left
    }
    assertThat(space.in("late", any()).getInt(1)).isEqualTo(1);
    space.in("b", String.class);
    space.in("swapped");
    space.in();
    await().until(() -> space.stats().tuples() == 0);
    watch.close();
  }

  @Test
  void emptiedSpace_keepsOnlyWhatItIs() throws Exception {
    String name = TestSpaces.name("emptied");
    TupleSpace space = impatient(redis.url(), name).connect();
    TupleSpace other = impatient(redis.url(), name).connect();
    useIt(space, other);
    space.close();
    other.close();
    assertThat(admin.keys(new SpaceKeys(name, 0).pattern()))
        .allSatisfy(key -> assertThat(key).matches(".*:(meta|su|pb)"));
    TupleSpace last = impatient(redis.url(), name).connect();
    assertThat(last.stats().sessions()).isEqualTo(1);
    assertThat(last.stats().claimed()).isZero();
    assertThat(last.stats().blockedIns()).isZero();
    assertThat(last.stats().blockedRds()).isZero();
    last.drop();
    assertOnlyTraceIsLeft(name);
  }

  private static void assertOnlyTraceIsLeft(String name) {
    Set<String> left = admin.keys(new SpaceKeys(name, 0).pattern());
    assertThat(left).allMatch(key -> key.contains("}:x:"));
    assertThat(left).allMatch(key -> admin.number("TTL", key) > 0);
  }

  @Test
  void droppedSpace_leavesNothing_evenWithAllInIt() throws Exception {
    String name = TestSpaces.name("dropped");
    TupleSpace space = impatient(redis.url(), name).connect();
    TupleSpace other = impatient(redis.url(), name).connect();
    for (int i = 0; i < 3000; i++) {
      space.outAsync("a", i, "key" + i);
    }
    space.out("b", "x".repeat(100_000));
    other.rdAll("a", any(), "key5");
    CompletableFuture<Tuple> blockedHere = space.inAsync("x", any());
    CompletableFuture<Tuple> blockedThere = other.inAsync("x", between(1, 2));
    await().until(() -> space.stats().blockedIns() == 2);
    space.drop();
    for (CompletableFuture<Tuple> blocked : List.of(blockedHere, blockedThere)) {
      assertThatThrownBy(() -> blocked.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TupleSpaceClosedException.class)
          .hasMessageContaining(name);
    }
    assertThatThrownBy(() -> space.out("a", 1)).isInstanceOf(TupleSpaceClosedException.class);
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> other.out("a", 1))
                    .isInstanceOf(TupleSpaceClosedException.class)
                    .hasMessageContaining("dropped"));
    other.close();
    assertOnlyTraceIsLeft(name);
    assertThat(TupleSpaces.names(redis.url())).doesNotContain(name);
    try (TupleSpace anew = impatient(redis.url(), name).connect()) {
      assertThat(anew.stats().tuples()).isZero();
      anew.out("a", 1);
      assertThat(numbers(anew, "a")).containsExactly(1);
      anew.drop();
    }
  }

  @Test
  void strangeNames_staySeparate() {
    List<String> names =
        List.of(
            "plain",
            "with space",
            "{braces}",
            "{",
            "}",
            "a{b}c",
            "%7Bbraces%7D",
            "stars*",
            "st?rs",
            "[plain]",
            "back\\slash",
            "Tübingen → 東京 🎲",
            "a:0",
            "a",
            "line\nbreak");
    Set<String> before = keys();
    List<TupleSpace> spaces = new ArrayList<>();
    for (String name : names) {
      spaces.add(impatient(redis.url(), name).connect());
    }
    for (int i = 0; i < names.size(); i++) {
      spaces.get(i).out("id", i);
    }
    for (int i = 0; i < names.size(); i++) {
      assertThat(numbers(spaces.get(i), "id")).containsExactly(i);
    }
    assertThat(TupleSpaces.names(redis.url())).containsAll(names);
    for (int i = 0; i < names.size(); i++) {
      assertThat(spaces.get(i).name()).isEqualTo(names.get(i));
      spaces.get(i).drop();
      for (int later = i + 1; later < names.size(); later++) {
        assertThat(numbers(spaces.get(later), "id")).containsExactly(later);
      }
    }
    assertThat(TupleSpaces.names(redis.url())).doesNotContainAnyElementsOf(names);
    assertThat(keys()).allMatch(key -> key.contains("}:x:") || before.contains(key));
  }

  @Test
  void allKeys_shareTheirHashTag() throws Exception {
    String name = "tag{x}-" + TestSpaces.name("y");
    TupleSpace space = impatient(redis.url(), name).connect();
    for (int i = 0; i < 5; i++) {
      space.out("a", i);
    }
    space.out("a", "x".repeat(100_000));
    space.rdAll("a", any());
    String tag = "{" + name.replace("{", "%7B").replace("}", "%7D") + ":0}";
    Set<String> keys = admin.keys(new SpaceKeys(name, 0).pattern());
    assertThat(keys).hasSizeGreaterThan(4).allMatch(key -> key.startsWith("ts:" + tag + ":"));
    space.drop();
  }
}
