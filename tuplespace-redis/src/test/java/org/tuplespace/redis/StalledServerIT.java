package org.tuplespace.redis;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.redis.testing.TestSpaces.impatient;
import static org.tuplespace.redis.testing.TestSpaces.numbers;
import static org.tuplespace.redis.testing.TestSpaces.range;
import static org.tuplespace.redis.testing.TestSpaces.start;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.server.EmbeddedRedisException;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;
import org.tuplespace.redis.testing.TestSpaces.Running;

/**
 * A server that falls silent for longer than the client waits for a reply, so that everything under
 * way is sent again, and runs once all the same.
 */
class StalledServerIT {

  private static final Duration STALL = Duration.ofMillis(1500);
  private static final int MANY = 1000;

  private static PrivateRedis redis;
  private TupleSpace space;
  private TupleSpace other;

  /** The ways in which a server can fall silent. */
  enum Silence {
    STOPPED,
    SLEEPING,
    PAUSED;

    void begin() {
      switch (this) {
        case STOPPED -> redis.stall();
        case SLEEPING -> send("DEBUG", "SLEEP", "1.5");
        case PAUSED -> send("CLIENT", "PAUSE", "1500");
      }
    }

    void end() {
      if (this == STOPPED) {
        redis.resume();
      }
    }

    private static void send(String... words) {
      RedisConnection connection = RedisConnection.to(redis.port());
      connection.send(
          RedisConnection.encoded(Stream.of(words).map(String::getBytes).collect(toList())));
    }
  }

  @BeforeAll
  static void startServer() {
    try {
      redis = RedisForTests.privateServer("enable-debug-command yes");
    } catch (EmbeddedRedisException e) {
      redis = RedisForTests.privateServer(); // before version 7 it always is, and can't be named
    }
  }

  @AfterAll
  static void stopServer() {
    redis.close();
  }

  @BeforeEach
  void connect() {
    String name = TestSpaces.name("stalled");
    space = impatient(redis.url(), name).connect();
    other = impatient(redis.url(), name).connect();
  }

  @AfterEach
  void drop() {
    other.close();
    space.drop();
  }

  /** Silence that begins now and ends after a while, whatever the caller does meanwhile. */
  private static CompletableFuture<Void> stall(Silence silence) {
    silence.begin();
    return CompletableFuture.runAsync(
        silence::end, CompletableFuture.delayedExecutor(STALL.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
  }

  private static void join(CompletableFuture<?> future) {
    future.orTimeout(20, TimeUnit.SECONDS).join();
  }

  @ParameterizedTest
  @EnumSource(Silence.class)
  void outs_inFlight_areThereOnce(Silence silence) {
    space.out("warm", 0);
    CompletableFuture<Void> over = stall(silence);
    List<CompletableFuture<?>> outs = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      outs.add(space.outAsync("a", i));
    }
    join(over);
    join(all(outs));
    assertThat(numbers(other, "a")).hasSize(MANY).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(Silence.class)
  void ins_inFlight_getEachOnce(Silence silence) {
    space.outAll(range(0, MANY).stream().map(i -> Tuple.of("a", i)).toList());
    CompletableFuture<Void> over = stall(silence);
    List<CompletableFuture<Tuple>> ins = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      ins.add((i % 2 == 0 ? space : other).inAsync("a", Integer.class));
    }
    join(over);
    join(all(ins));
    assertThat(ins.stream().map(in -> in.join().getInt(1)))
        .containsExactlyInAnyOrderElementsOf(range(0, MANY));
    assertThat(space.count("a", Integer.class)).isZero();
    await().untilAsserted(() -> assertThat(space.stats().claimed()).isZero());
  }

  @Test
  void threads_outAndIn_overSeveralStalls() {
    int threads = 8;
    int each = 60;
    List<Running<List<Integer>>> takers = new ArrayList<>();
    List<Running<Void>> putters = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int from = t * each;
      TupleSpace mine = t % 2 == 0 ? space : other;
      putters.add(
          start(
              () -> {
                for (int i = from; i < from + each; i++) {
                  mine.out("a", i);
                }
                return null;
              }));
      takers.add(
          start(
              () -> {
                List<Integer> got = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                  got.add(mine.in("a", Integer.class).getInt(1));
                }
                return got;
              }));
    }
    join(stall(Silence.STOPPED));
    join(stall(Silence.PAUSED));
    putters.forEach(putter -> join(putter.result()));
    List<Integer> got = new ArrayList<>();
    takers.forEach(taker -> got.addAll(taker.result().orTimeout(20, TimeUnit.SECONDS).join()));
    assertThat(got).containsExactlyInAnyOrderElementsOf(range(0, threads * each));
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void inOfAnOut_bothInFlight() {
    CompletableFuture<Void> over = stall(Silence.STOPPED);
    List<CompletableFuture<Tuple>> ins = new ArrayList<>();
    List<CompletableFuture<?>> outs = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      ins.add(other.inAsync("a", i));
      outs.add(space.outAsync("a", i));
    }
    join(over);
    join(all(outs));
    join(all(ins));
    assertThat(space.stats().tuples()).isZero();
    assertThat(space.stats().blockedIns()).isZero();
  }

  @Test
  void outAll_replace_swap_inAll_inFlight_runOnce() throws Exception {
    space.out("n", 0);
    space.out("r", 1);
    space.out("r", 2);
    space.outAll(range(0, 50).stream().map(i -> Tuple.of("b", i)).toList());
    CompletableFuture<Void> over = stall(Silence.STOPPED);
    Running<Void> outAll =
        start(
            () -> {
              space.outAll(range(0, 50).stream().map(i -> Tuple.of("a", i)).toList());
              return null;
            });
    Running<Long> replace =
        start(() -> space.replace(Template.of("r", Integer.class), Tuple.of("r", 9)));
    List<Running<Tuple>> swaps = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      swaps.add(start(() -> space.swap(Template.of("s", 0), Tuple.of("s", 1), Tuple.of("s", 2))));
    }
    Running<List<Tuple>> inAll = start(() -> other.inAll(Template.of("b", Integer.class), 30));
    CompletableFuture<?> delayed =
        space.outAsync(Tuple.of("d", 1), OutOptions.NONE.withDelay(Duration.ofMillis(50)));
    join(over);
    join(outAll.result());
    join(delayed);
    assertThat(replace.result().get(20, TimeUnit.SECONDS)).isEqualTo(2);
    assertThat(inAll.result().get(20, TimeUnit.SECONDS).stream().map(t -> t.getInt(1)))
        .containsExactlyElementsOf(range(0, 30));
    for (int i = 0; i < 10; i++) {
      space.out("s", 0);
    }
    for (Running<Tuple> swap : swaps) {
      assertThat(swap.result().get(20, TimeUnit.SECONDS)).isEqualTo(Tuple.of("s", 0));
    }
    assertThat(numbers(other, "a")).containsExactlyElementsOf(range(0, 50));
    assertThat(numbers(other, "b")).containsExactlyElementsOf(range(30, 50));
    assertThat(numbers(other, "r")).containsExactly(9);
    assertThat(space.count("s", 1)).isEqualTo(10);
    assertThat(space.count("s", 2)).isEqualTo(10);
    await().untilAsserted(() -> assertThat(numbers(other, "d")).containsExactly(1));
  }

  @Test
  void blockedIns_servedDuringTheStall() {
    List<CompletableFuture<Tuple>> ins = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      ins.add(space.inAsync("a", Integer.class));
    }
    await().until(() -> space.stats().blockedIns() == 200);
    CompletableFuture<Void> over = stall(Silence.STOPPED);
    List<CompletableFuture<?>> outs = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      outs.add(other.outAsync("a", i));
    }
    join(over);
    join(all(outs));
    join(all(ins));
    List<Integer> got = new ArrayList<>(ins.stream().map(in -> in.join().getInt(1)).toList());
    got.addAll(numbers(space, "a"));
    assertThat(got).containsExactlyInAnyOrderElementsOf(range(0, 300));
  }

  @Test
  void timedIn_thatEndsDuringTheStall_endsInTimeAndLosesNothing() {
    space.out("warm", 0);
    CompletableFuture<Tuple> registered = space.inAsync("c", Integer.class);
    await().until(() -> space.stats().blockedIns() == 1);
    Running<Long> before = start(() -> millisUntilUnavailable(Duration.ofMillis(600), "a"));
    await().until(() -> space.stats().blockedIns() == 2);
    CompletableFuture<Void> over = stall(Silence.STOPPED);
    List<Running<Long>> during = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      during.add(start(() -> millisUntilUnavailable(Duration.ofMillis(300), "b")));
    }
    assertThat(before.result().orTimeout(20, TimeUnit.SECONDS).join()).isBetween(590L, 1100L);
    for (Running<Long> each : during) {
      assertThat(each.result().orTimeout(20, TimeUnit.SECONDS).join()).isBetween(300L, 800L);
    }
    join(over);
    space.out("a", 1);
    space.out("b", 1);
    space.out("c", 1);
    assertThat(registered.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(Tuple.of("c", 1));
    await().untilAsserted(() -> assertThat(space.stats().blockedIns()).isZero());
    await().untilAsserted(() -> assertThat(numbers(other, "a")).containsExactly(1));
    await().untilAsserted(() -> assertThat(numbers(other, "b")).containsExactly(1));
  }

  private long millisUntilUnavailable(Duration timeout, String first) {
    long begin = System.nanoTime();
    assertThatThrownBy(() -> space.in(Template.of(first, Integer.class), timeout))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining(":" + redis.port());
    return (System.nanoTime() - begin) / 1_000_000;
  }

  @Test
  void timedIn_whoseTupleWasThere_losesNothing() {
    space.outAll(range(0, 100).stream().map(i -> Tuple.of("a", i)).toList());
    CompletableFuture<Void> over = stall(Silence.STOPPED);
    List<CompletableFuture<Optional<Tuple>>> ins = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ins.add(space.inAsync(Template.of("a", Integer.class), Duration.ofMillis(200)));
    }
    all(ins).handle((done, error) -> null).join();
    join(over);
    assertThat(ins).allMatch(CompletableFuture::isCompletedExceptionally);
    await()
        .untilAsserted(
            () -> assertThat(numbers(other, "a")).containsExactlyElementsOf(range(0, 100)));
    assertThat(other.inp("a", 0).orElseThrow().deliveries()).isZero();
  }

  @Test
  void interrupts_duringTheStall_endTheCallAndLoseNothing() {
    Running<Tuple> registered = start(() -> space.in("a", Integer.class));
    await().until(() -> space.stats().blockedIns() == 1);
    CompletableFuture<Void> over = stall(Silence.STOPPED);
    Running<Tuple> searching = start(() -> space.in("a", Integer.class));
    await().until(() -> searching.thread().getState() == Thread.State.WAITING);
    long begin = System.nanoTime();
    registered.thread().interrupt();
    searching.thread().interrupt();
    for (Running<Tuple> each : List.of(registered, searching)) {
      assertThatThrownBy(() -> each.result().get(20, TimeUnit.SECONDS))
          .hasCauseInstanceOf(InterruptedException.class);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(600));
    CompletableFuture<?> out = other.outAsync("a", 7);
    join(over);
    join(out);
    await().untilAsserted(() -> assertThat(numbers(other, "a")).containsExactly(7));
    assertThat(space.stats().blockedIns()).isZero();
  }

  @Test
  void cancelledFutures_duringTheStall_loseNothing() {
    List<CompletableFuture<Tuple>> ins = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      ins.add(space.inAsync("a", Integer.class));
    }
    await().until(() -> space.stats().blockedIns() == 50);
    CompletableFuture<Void> over = stall(Silence.STOPPED);
    for (int i = 0; i < 50; i++) {
      ins.add(space.inAsync("a", Integer.class));
    }
    List<CompletableFuture<?>> outs = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      outs.add(other.outAsync("a", i));
    }
    for (int i = 0; i < 100; i += 2) {
      assertThat(ins.get(i).cancel(true)).isTrue();
    }
    join(over);
    join(all(outs));
    List<Integer> got = new ArrayList<>();
    for (int i = 1; i < 100; i += 2) {
      got.add(ins.get(i).orTimeout(20, TimeUnit.SECONDS).join().getInt(1));
    }
    await().until(() -> other.count("a", Integer.class) == 50);
    got.addAll(numbers(other, "a"));
    assertThat(got).containsExactlyInAnyOrderElementsOf(range(0, 100));
  }

  @Test
  void callThatFailedForGood_leavesNothingBehind() {
    String name = TestSpaces.name("stalled");
    try (TupleSpace hasty =
            impatient(redis.url(), name).operationTimeout(Duration.ofMillis(700)).connect();
        TupleSpace patient = impatient(redis.url(), name).connect()) {
      patient.out("a", 0);
      CompletableFuture<Void> over = stall(Silence.STOPPED);
      CompletableFuture<Tuple> takes = hasty.inAsync("a", Integer.class);
      CompletableFuture<Tuple> blocks = hasty.inAsync("b", Integer.class);
      CompletableFuture<Tuple> reads = hasty.rdAsync("b", Integer.class);
      for (CompletableFuture<Tuple> each : List.of(takes, blocks, reads)) {
        assertThatThrownBy(() -> each.get(20, TimeUnit.SECONDS))
            .hasMessageContaining(":" + redis.port());
      }
      join(over);
      await().untilAsserted(() -> assertThat(numbers(patient, "a")).containsExactly(0));
      patient.out("b", 1);
      await().untilAsserted(() -> assertThat(numbers(patient, "b")).containsExactly(1));
      await().untilAsserted(() -> assertThat(patient.stats().blockedIns()).isZero());
      await().untilAsserted(() -> assertThat(patient.stats().blockedRds()).isZero());
      patient.drop();
    }
  }
}
