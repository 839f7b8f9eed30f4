package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.redis.testing.TestSpaces.impatient;
import static org.tuplespace.redis.testing.TestSpaces.numbers;
import static org.tuplespace.redis.testing.TestSpaces.range;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.OutOptions;
import org.tuplespace.OutcomeUnknownException;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.redis.testing.Command;
import org.tuplespace.redis.testing.FaultyProxy;
import org.tuplespace.redis.testing.FaultyProxy.Point;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

/** Connections that break at every point of a call: nothing is lost and nothing is done twice. */
class CutConnectionIT {

  private static PrivateRedis redis;
  private FaultyProxy proxy;
  private TupleSpace space;
  private TupleSpace observer;

  @BeforeAll
  static void startServer() {
    redis = RedisForTests.privateServer("appendonly no");
  }

  @AfterAll
  static void stopServer() {
    redis.close();
  }

  @BeforeEach
  void connect() {
    String name = TestSpaces.name("cut");
    proxy = FaultyProxy.to(redis.port());
    space = impatient(proxy.url(), name).lease(Duration.ofSeconds(9)).connect();
    observer = impatient(redis.url(), name).connect();
  }

  @AfterEach
  void drop() {
    proxy.thaw();
    space.close();
    proxy.close();
    observer.drop();
  }

  private static boolean isOperation(Command command) {
    return command.runs(Script.OUT.sha1())
        || command.runs(Script.TAKE.sha1())
        || command.runs(Script.REPLACE.sha1());
  }

  private static boolean isSeveral(Command command) {
    return command.runs(Script.SEVERAL.sha1());
  }

  private static void join(CompletableFuture<?> future) throws Exception {
    future.get(20, TimeUnit.SECONDS);
  }

  /** Puts, takes and transactions that leave as one script, of which the connection is cut. */
  @ParameterizedTest
  @EnumSource(Point.class)
  void callsTogether_cutAtThePoint_areEachDoneOnce(Point point) throws Exception {
    int count = 40;
    for (int round = 0; round < 3; round++) {
      CompletableFuture<?> cut = proxy.cutNext(point, CutConnectionIT::isSeveral);
      List<CompletableFuture<?>> outs = new ArrayList<>();
      List<CompletableFuture<Tuple>> ins = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        outs.add(space.outAsync("a", i));
        outs.add(
            space.outAsync(
                Tuple.of("b", i, "x".repeat(60)), OutOptions.timeToLive(Duration.ofHours(1))));
        ins.add(space.inAsync("a", Integer.class));
        ins.add(space.inAsync("b", Integer.class, String.class));
        outs.add(space.outAsync("c", i, "of any length".repeat(i)));
        ins.add(space.inAsync("c", i, String.class));
      }
      for (CompletableFuture<?> out : outs) {
        join(out);
      }
      List<Tuple> taken = new ArrayList<>();
      for (CompletableFuture<Tuple> in : ins) {
        taken.add(in.get(20, TimeUnit.SECONDS));
      }
      join(cut);
      assertThat(taken).doesNotHaveDuplicates().hasSize(3 * count);
      assertThat(observer.stats().tuples()).isZero();
    }
    await().until(() -> observer.stats().claimed() == 0);
  }

  /** The record of a take has the length of the tuple in one byte or in more. */
  @ParameterizedTest
  @ValueSource(ints = {0, 23, 24, 25, 26, 27, 245, 246, 247, 248, 249, 250, 251, 252, 60_000})
  void take_answeredAgain_isOfAnyLength(int length) throws Exception {
    space.out("any", "makes the index");
    assertThat(space.inp("any", String.class)).isPresent();
    Tuple tuple = Tuple.of("any", "x".repeat(length));
    space.out(tuple);
    CompletableFuture<?> cut = proxy.cutNext(Point.AFTER_REQUEST, CutConnectionIT::isOperation);
    assertThat(space.inp("any", String.class)).contains(tuple);
    join(cut);
    assertThat(observer.count("any", String.class)).isZero();
  }

  @ParameterizedTest
  @EnumSource(Point.class)
  void eachCall_cutAtThePoint(Point point) throws Exception {
    CompletableFuture<?> cut = proxy.cutNext(point, CutConnectionIT::isOperation);
    space.out("a", 1);
    join(cut);
    assertThat(numbers(observer, "a")).containsExactly(1);

    cut = proxy.cutNext(point, CutConnectionIT::isOperation);
    space.outAll(List.of(Tuple.of("a", 2), Tuple.of("a", 3)));
    join(cut);
    assertThat(numbers(observer, "a")).containsExactly(1, 2, 3);

    cut = proxy.cutNext(point, CutConnectionIT::isOperation);
    assertThat(space.in("a", Integer.class)).isEqualTo(Tuple.of("a", 1));
    join(cut);
    cut = proxy.cutNext(point, CutConnectionIT::isOperation);
    assertThat(space.inp("a", Integer.class)).contains(Tuple.of("a", 2));
    join(cut);
    cut = proxy.cutNext(point, CutConnectionIT::isOperation);
    assertThat(space.replace(Template.of("a", 3), Tuple.of("b", 1))).isEqualTo(1);
    join(cut);
    cut = proxy.cutNext(point, CutConnectionIT::isOperation);
    assertThat(space.swap(Template.of("b", 1), Tuple.of("b", 2), Tuple.of("b", 3)))
        .isEqualTo(Tuple.of("b", 1));
    join(cut);
    assertThat(numbers(observer, "b")).containsExactly(2, 3);

    cut = proxy.cutNext(point, CutConnectionIT::isOperation);
    assertThat(space.inAll(Template.of("b", Integer.class), 10)).hasSize(2);
    join(cut);
    cut = proxy.cutNext(point, CutConnectionIT::isOperation);
    CompletableFuture<Tuple> blocked = space.inAsync("c", Integer.class);
    join(cut);
    await().until(() -> observer.stats().blockedIns() == 1);
    observer.out("c", 1);
    join(blocked);
    cut = proxy.cutNext(point, command -> command.runs(Script.CANCEL.sha1()));
    try {
      assertThat(space.in(Template.of("d", Integer.class), Duration.ofMillis(1))).isEmpty();
    } catch (BackendUnavailableException expected) {
      // The cancel is sent again later than the caller can be kept waiting.
    }
    join(cut);
    assertThat(observer.stats().tuples()).isZero();
    await().until(() -> observer.stats().blockedIns() == 0);
    await().until(() -> observer.stats().claimed() == 0);
  }

  @ParameterizedTest
  @EnumSource(Point.class)
  void cut_isNoticedAtOnce_notAtTheResponseTimeout(Point point) throws Exception {
    String name = TestSpaces.name("cut");
    try (FaultyProxy between = FaultyProxy.to(redis.port());
        TupleSpace patient =
            impatient(between.url(), name).responseTimeout(Duration.ofSeconds(30)).connect()) {
      long begin = System.nanoTime();
      for (int i = 0; i < 5; i++) {
        CompletableFuture<?> cut = between.cutNext(point, CutConnectionIT::isOperation);
        patient.out("a", i);
        join(cut);
        cut = between.cutNext(point, CutConnectionIT::isOperation);
        assertThat(patient.in("a", Integer.class)).isEqualTo(Tuple.of("a", i));
        join(cut);
      }
      List<CompletableFuture<?>> outs = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        outs.add(patient.outAsync("a", i));
      }
      between.cutAll();
      for (CompletableFuture<?> out : outs) {
        join(out);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
      assertThat(numbers(patient, "a")).containsExactlyInAnyOrderElementsOf(range(0, 500));
      patient.drop();
    }
  }

  @Test
  void callThatMayHaveRun_saysSo_whenNoConnectionComesAgain() throws Exception {
    String name = TestSpaces.name("cut");
    try (FaultyProxy between = FaultyProxy.to(redis.port());
        TupleSpace hasty =
            impatient(between.url(), name).operationTimeout(Duration.ofSeconds(1)).connect()) {
      hasty.out("loads the script");
      CompletableFuture<?> cut =
          between.cutNext(Point.AFTER_REQUEST, command -> command.runs(Script.OUT.sha1()));
      between.refuse(true);
      assertThatThrownBy(() -> hasty.out("a", 1)).isInstanceOf(OutcomeUnknownException.class);
      join(cut);
      between.cutAll();
      assertThatThrownBy(() -> hasty.count("b")).isInstanceOf(TupleSpaceException.class);
      assertThatThrownBy(() -> hasty.out("a", 2))
          .as("it was never sent")
          .isInstanceOf(BackendUnavailableException.class);
      between.refuse(false);
      assertThat(numbers(hasty, "a")).containsExactly(1);
      hasty.drop();
    }
  }

  @Test
  void rounds_ofEverything_withRandomCuts() throws Exception {
    Random random = TestSpaces.random("random cuts");
    int rounds = 20;
    int each = 40;
    List<Integer> expected = new ArrayList<>();
    List<Integer> got = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      int base = round * each;
      List<CompletableFuture<?>> calls = new ArrayList<>();
      List<CompletableFuture<Tuple>> ins = new ArrayList<>();
      for (int cut = 0; cut < 3; cut++) {
        Point point = Point.values()[random.nextInt(Point.values().length)];
        int skip = random.nextInt(20);
        int[] seen = {0};
        CompletableFuture<?> unused =
            proxy.cutNext(point, command -> isOperation(command) && seen[0]++ >= skip);
      }
      int when = random.nextInt(each);
      for (int i = 0; i < each; i++) {
        if (random.nextBoolean()) {
          ins.add(space.inAsync("a", Integer.class));
          calls.add(space.outAsync("a", base + i));
        } else {
          calls.add(space.outAsync("a", base + i));
          ins.add((random.nextBoolean() ? space : observer).inAsync("a", Integer.class));
        }
        expected.add(base + i);
        if (i == when) {
          switch (random.nextInt(3)) {
            case 0 -> proxy.cutAll();
            case 1 -> proxy.cutSubscriptions();
            default -> {}
          }
        }
      }
      for (CompletableFuture<?> call : calls) {
        join(call);
      }
      for (CompletableFuture<Tuple> in : ins) {
        got.add(in.get(20, TimeUnit.SECONDS).getInt(1));
      }
    }
    assertThat(got).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(observer.stats().tuples()).isZero();
  }

  @Test
  void blockedCalls_goOnAfterALongCut() throws Exception {
    List<CompletableFuture<Tuple>> ins = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      ins.add(space.inAsync("a", Integer.class));
    }
    await().until(() -> observer.stats().blockedIns() == 50);
    proxy.refuse(true);
    proxy.cutAll();
    observer.outAll(range(0, 30).stream().map(i -> Tuple.of("a", i)).toList());
    CompletableFuture<?> out = space.outAsync("a", 30);
    await().pollDelay(1200, TimeUnit.MILLISECONDS).until(() -> true);
    assertThat(out).isNotDone();
    proxy.refuse(false);
    join(out);
    for (int i = 31; i < 50; i++) {
      observer.out("a", i);
    }
    List<Integer> got = new ArrayList<>();
    for (CompletableFuture<Tuple> in : ins) {
      got.add(in.get(20, TimeUnit.SECONDS).getInt(1));
    }
    assertThat(got).containsExactlyInAnyOrderElementsOf(range(0, 50));
  }

  @Test
  void hint_lostWithTheSubscription_isMadeUpForSoon() throws Exception {
    for (int round = 0; round < 5; round++) {
      CompletableFuture<Tuple> in = space.inAsync("a", round);
      await().until(() -> observer.stats().blockedIns() == 1);
      proxy.cutSubscriptions();
      observer.out("a", round);
      long begin = System.nanoTime();
      join(in);
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .as("less than a third of the lease, since the client notices")
          .isLessThan(Duration.ofMillis(2500));
    }
  }

  @Test
  void hint_swallowed_costsAThirdOfTheLease() throws Exception {
    String name = TestSpaces.name("cut");
    try (FaultyProxy deaf = FaultyProxy.to(redis.port());
        TupleSpace listener = impatient(deaf.url(), name).lease(Duration.ofSeconds(3)).connect();
        TupleSpace putter = impatient(redis.url(), name).connect()) {
      deaf.dropMessages(true);
      List<CompletableFuture<Tuple>> ins = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        ins.add(listener.inAsync("a", Integer.class));
      }
      await().until(() -> putter.stats().blockedIns() == 20);
      long begin = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        putter.out("a", i);
      }
      for (CompletableFuture<Tuple> in : ins) {
        join(in);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(2000));
      assertThat(putter.stats().tuples()).isZero();
      putter.drop();
    }
  }

  @Test
  void killedServer_comesBackWithItsData() throws Exception {
    String name = TestSpaces.name("killed");
    try (PrivateRedis mortal = RedisForTests.privateServer("appendfsync always");
        TupleSpace one = impatient(mortal.url(), name).connect();
        TupleSpace two = impatient(mortal.url(), name).connect()) {
      CompletableFuture<Tuple> blocked = one.inAsync("later", Integer.class);
      await().until(() -> two.stats().blockedIns() == 1);
      List<CompletableFuture<?>> outs = new ArrayList<>();
      List<CompletableFuture<Tuple>> ins = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        outs.add(one.outAsync("a", i));
        ins.add(two.inAsync("a", Integer.class));
        if (i == 150) {
          mortal.kill();
        }
      }
      mortal.restart();
      List<Integer> got = new ArrayList<>();
      for (CompletableFuture<?> out : outs) {
        join(out);
      }
      for (CompletableFuture<Tuple> in : ins) {
        got.add(in.get(30, TimeUnit.SECONDS).getInt(1));
      }
      assertThat(got).containsExactlyInAnyOrderElementsOf(range(0, 300));
      two.out("later", 1);
      join(blocked);
      assertThat(two.stats().tuples()).isZero();
    }
  }
}
