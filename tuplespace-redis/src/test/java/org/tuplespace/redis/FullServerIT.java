package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.Match.any;
import static org.tuplespace.redis.testing.TestSpaces.impatient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tuplespace.OutOptions;
import org.tuplespace.SpaceFullException;
import org.tuplespace.SpaceStats;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.testing.OwnServer;
import org.tuplespace.redis.testing.TestSpaces;

/**
 * Redis out of memory: nothing more goes in, nothing changes by trying, and all of it can be
 * drained.
 */
class FullServerIT {

  @RegisterExtension private static final OwnServer redis = new OwnServer();

  private final String name = TestSpaces.name("full");
  private TupleSpace space;

  @BeforeEach
  void connect() {
    space = impatient(redis.url(), name).connect();
  }

  @AfterEach
  void drop() {
    redis.makeRoom();
    space.drop();
    assertThat(redis.admin().keys("ts:*")).allMatch(key -> key.contains("}:x:"));
  }

  @Test
  void puts_areRefusedAndChangeNothing() throws Exception {
    space.out("a", 1);
    space.out("a", 2);
    SpaceStats before = space.stats();
    redis.fill();
    assertFull(() -> space.out("a", 3));
    assertFull(() -> space.outAll(List.of(Tuple.of("a", 4), Tuple.of("b", 5))));
    assertFull(() -> space.out(Tuple.of("a", 6), OutOptions.delay(Duration.ofMillis(1))));
    assertFull(() -> space.out(Tuple.of("a", 7), OutOptions.timeToLive(Duration.ofHours(1))));
    assertFull(() -> space.out("big", "x".repeat(100_000)));
    assertFull(() -> space.replace(Template.of("a", any()), Tuple.of("c", 8)));
    assertFull(() -> space.swap(Template.of("a", 1), Tuple.of("c", 9)));
    assertThat(space.stats().tuples()).isEqualTo(before.tuples());
    assertThat(space.stats().delayed()).isZero();
    assertThat(TestSpaces.numbers(space, "a")).containsExactly(1, 2);
    redis.makeRoom();
    space.out("a", 3);
    assertThat(TestSpaces.numbers(space, "a")).containsExactly(1, 2, 3);
  }

  /** What leaves as one script: its puts are refused, each for itself, and its takes are done. */
  @Test
  void callsTogether_putNothingAndTakeAll() throws Exception {
    int count = 60;
    for (int i = 0; i < count; i++) {
      space.out("a", i);
    }
    List<CompletableFuture<Tuple>> blocked = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      blocked.add(space.inAsync("d", any()));
    }
    await().until(() -> space.stats().blockedIns() == 3);
    redis.fill();
    List<CompletableFuture<?>> outs = new ArrayList<>();
    List<CompletableFuture<Tuple>> ins = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      outs.add(space.outAsync(i % 2 == 0 ? "b" : "d", i));
      ins.add(space.inAsync("a", i));
      outs.add(
          space.outAsync("c", i, "too long for a key, as far as the short way goes".repeat(2)));
    }
    for (CompletableFuture<?> out : outs) {
      assertThatThrownBy(() -> out.get(20, TimeUnit.SECONDS))
          .hasCauseInstanceOf(SpaceFullException.class);
    }
    for (int i = 0; i < count; i++) {
      assertThat(ins.get(i).get(20, TimeUnit.SECONDS)).isEqualTo(Tuple.of("a", i));
    }
    assertThat(blocked).noneMatch(CompletableFuture::isDone);
    redis.makeRoom();
    assertThat(space.stats().tuples()).isZero();
    for (int i = 0; i < 3; i++) {
      space.out("d", i);
    }
    for (CompletableFuture<Tuple> each : blocked) {
      assertThat(each.get(20, TimeUnit.SECONDS).getString(0)).isEqualTo("d");
    }
  }

  private void assertFull(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(SpaceFullException.class)
        .hasMessageContaining(":" + redis.port())
        .hasMessageContaining("maxmemory");
  }

  @Test
  void blockedIn_isNotServedByARefusedOut() throws Exception {
    CompletableFuture<Tuple> in = space.inAsync("a", Integer.class);
    await().until(() -> space.stats().blockedIns() == 1);
    redis.fill();
    assertFull(() -> space.out("a", 1));
    assertThat(in).isNotDone();
    assertThat(space.stats().blockedIns()).isEqualTo(1);
    redis.makeRoom();
    space.out("a", 2);
    assertThat(in.get(10, TimeUnit.SECONDS)).isEqualTo(Tuple.of("a", 2));
  }

  @Test
  void fullSpace_canBeDrained_inEveryWay() throws Exception {
    for (int i = 0; i < 300; i++) {
      space.out("a", i);
    }
    space.out("big", "x".repeat(100_000));
    CompletableFuture<Tuple> cancelled = space.inAsync("b");
    await().until(() -> space.stats().blockedIns() == 1);
    redis.fill();
    assertThat(space.in("a", 0)).isEqualTo(Tuple.of("a", 0));
    assertThat(space.inp("a", Integer.class)).contains(Tuple.of("a", 1));
    assertThat(space.inp("a", "nothing")).isEmpty();
    assertThat(space.rdp("a", 2)).isPresent();
    assertThat(space.in(Template.of(Integer.class), Duration.ofMillis(50))).isEmpty();
    assertThat(space.rd("big", String.class).getString(1)).hasSize(100_000);
    assertThat(space.rdAll("big", String.class)).hasSize(1);
    assertThat(space.in("big", any()).getString(1)).hasSize(100_000);
    CompletableFuture<Tuple> waiting = space.inAsync("c", any());
    await().until(() -> space.stats().blockedIns() == 2);
    cancelled.cancel(true);
    waiting.cancel(true);
    await().until(() -> space.stats().blockedIns() == 0);
    assertThat(space.inAll(Template.of("a", Integer.class), 100)).hasSize(100);
    try (TupleSpace another = impatient(redis.url(), name).connect()) {
      assertThat(another.in("a", Integer.class)).isEqualTo(Tuple.of("a", 102));
      assertThat(another.count("a", Integer.class)).isEqualTo(197);
    }
    await().until(() -> space.stats().sessions() == 1);
    while (space.inp("a", Integer.class).isPresent()) {
      // until it is empty
    }
    assertThat(space.stats().tuples()).isZero();
    await().until(() -> space.stats().claimed() == 0);
  }

  @Test
  void maintenance_goesOn() throws Exception {
    space.out(Tuple.of("short", 1), OutOptions.timeToLive(Duration.ofMillis(1500)));
    space.out(Tuple.of("late", 1), OutOptions.delay(Duration.ofMillis(1500)));
    TupleSpace gone = impatient(redis.url(), name).lease(Duration.ofSeconds(1)).connect();
    CompletableFuture<Tuple> wait = gone.inAsync("x");
    redis.fill();
    await().until(() -> space.stats().tuples() == 1 && space.stats().delayed() == 0);
    assertThat(space.inp("late", 1)).isPresent();
    gone.close();
    assertThat(wait).isCompletedExceptionally();
    await().until(() -> space.stats().sessions() == 1);
    assertThat(space.stats().blockedIns()).isZero();
  }

  @Test
  void refusedOut_leavesWhatWasTakenBeforeAcknowledged() throws Exception {
    for (int i = 0; i < 100; i++) {
      space.out("a", i);
    }
    redis.fill();
    TupleSpace worker = impatient(redis.url(), name).connect();
    List<Integer> got = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      got.add(worker.in("a", Integer.class).getInt(1));
      assertFull(() -> worker.out("result", 1));
    }
    worker.close();
    got.addAll(TestSpaces.numbers(space, "a"));
    assertThat(got).containsExactlyInAnyOrderElementsOf(TestSpaces.range(0, 100));
    assertThat(space.inp("a", Integer.class).orElseThrow().deliveries()).isZero();
  }
}
