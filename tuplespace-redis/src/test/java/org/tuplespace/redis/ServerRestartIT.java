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
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuplespace.Match;
import org.tuplespace.OutcomeUnknownException;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleListener;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.testing.FaultyProxy;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

/**
 * A server that is killed and comes back without its last writes, or without any: who is blocked
 * goes on, long before the next renewal of its lease, and nothing of what is over stays.
 */
class ServerRestartIT {

  private static final Duration SOON = Duration.ofSeconds(8);

  private final String name = TestSpaces.name("restart");
  private PrivateRedis redis = RedisForTests.privateServer();
  private TupleSpace space = impatient(redis.url(), name).connect();
  private TupleSpace other = impatient(redis.url(), name).connect();

  @AfterEach
  void stop() {
    space.close();
    other.close();
    redis.close();
  }

  private void restartWithout(Loss what) {
    redis.kill();
    switch (what) {
      case NOTHING -> {}
      case LAST_WRITES -> redis.rollBack();
      case EVERYTHING -> redis.loseLast(Long.MAX_VALUE);
    }
    redis.restart();
  }

  /** What a server loses when it is killed. */
  enum Loss {
    NOTHING,
    LAST_WRITES,
    EVERYTHING
  }

  private static <T> T soon(CompletableFuture<T> future) throws Exception {
    return future.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** One of each kind. */
  private List<CompletableFuture<?>> waits() {
    return List.of(
        space.inAsync("in", Integer.class),
        space.inAsync(Template.of("range", Match.atLeast(5))),
        space.rdAsync("rd", Integer.class),
        space.inAnyAsync(Template.of("any", 1), Template.of("any", 2)),
        space.rdAnyAsync(Template.of("rdAny", 1), Template.of("rdAny", 2)),
        space.inAllAsync(Template.of("all", Integer.class), 3),
        space.swapAsync(Template.of("swap", Integer.class), Tuple.of("swapped", 1)));
  }

  private void awaitWaits(int ins, int rds) {
    await().atMost(SOON).until(() -> other.stats().blockedIns() == ins);
    await().atMost(SOON).until(() -> other.stats().blockedRds() == rds);
  }

  private void serveWaits(List<CompletableFuture<?>> waits) throws Exception {
    for (String each : List.of("in", "range", "rd", "any", "rdAny", "all", "swap")) {
      other.out(each, each.startsWith("r") && each.endsWith("e") ? 7 : 1);
    }
    for (CompletableFuture<?> wait : waits) {
      soon(wait);
    }
    assertThat(soon(other.inAsync("swapped", 1))).isNotNull();
    assertThat(other.inp("rd", 1)).isPresent();
    assertThat(other.inp("rdAny", 1)).isPresent();
    assertThat(other.stats().tuples()).isZero();
    awaitWaits(0, 0);
    await().atMost(SOON).until(() -> other.stats().claimed() == 0);
  }

  // ---- waits

  @ParameterizedTest
  @ValueSource(strings = {"NOTHING", "LAST_WRITES", "EVERYTHING"})
  void waits_areServed_whateverTheServerLost(Loss lost) throws Exception {
    other.out("loads the script");
    assertThat(other.inp("loads the script")).isPresent();
    redis.remember();
    List<CompletableFuture<?>> waits = waits();
    awaitWaits(5, 2);
    restartWithout(lost);
    awaitWaits(5, 2);
    serveWaits(waits);
  }

  @Test
  void waits_ofWhichTheServerLostSome_areServedInTheEnd() throws Exception {
    List<CompletableFuture<Tuple>> ins = new ArrayList<>();
    for (int i = 0; i < 1300; i++) {
      if (i == 200) {
        await().atMost(SOON).until(() -> other.stats().blockedIns() == 200);
        redis.remember();
      }
      ins.add(space.inAsync("a", Integer.class));
    }
    await().atMost(SOON).until(() -> other.stats().blockedIns() == 1300);
    restartWithout(Loss.LAST_WRITES);
    await().atMost(SOON).until(() -> other.stats().blockedIns() == 1300);
    other.outAll(range(0, 1300).stream().map(i -> Tuple.of("a", i)).toList());
    List<Integer> got = new ArrayList<>();
    for (CompletableFuture<Tuple> in : ins) {
      got.add(soon(in).getInt(1));
    }
    assertThat(got).containsExactlyInAnyOrderElementsOf(range(0, 1300));
    assertThat(other.stats().tuples()).isZero();
  }

  @Test
  void waits_thatEndedInTheLostSecond_areWithdrawn() throws Exception {
    List<CompletableFuture<Tuple>> ended = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      ended.add(space.inAsync("a", i));
    }
    CompletableFuture<Tuple> lasting = space.inAsync("b", Integer.class);
    CompletableFuture<Tuple> reader = space.rdAsync("a", 0);
    awaitWaits(601, 1);
    redis.remember();
    other.out("a", 0);
    soon(reader);
    soon(ended.get(0));
    ended.forEach(in -> in.cancel(true));
    awaitWaits(1, 0);
    restartWithout(Loss.LAST_WRITES);
    awaitWaits(1, 0);
    other.out("a", 5);
    assertThat(numbers(other, "a")).containsExactly(5);
    other.out("b", 1);
    soon(lasting);
    await().atMost(SOON).until(() -> other.stats().claimed() == 0);
  }

  @Test
  void timedWait_whoseRegistrationIsLost_stillEndsInTime() throws Exception {
    redis.remember();
    CompletableFuture<?> in = space.inAsync(Template.of("a", Integer.class), Duration.ofSeconds(4));
    awaitWaits(1, 0);
    restartWithout(Loss.LAST_WRITES);
    assertThat(soon(in)).isEqualTo(Optional.empty());
    awaitWaits(0, 0);
  }

  // ---- claims

  @Test
  void claim_whoseAcknowledgementIsLost_staysWithItsTaker() throws Exception {
    try (FaultyProxy proxy = FaultyProxy.to(redis.port());
        TupleSpace taker = impatient(proxy.url(), name).connect()) {
      other.out("a", 1);
      proxy.stop(command -> command.runs(Script.ACKNOWLEDGE.sha1()));
      assertThat(taker.inp("a", 1)).isPresent();
      redis.remember();
      proxy.stop(command -> false);
      await().until(() -> other.stats().claimed() == 0);
      restartWithout(Loss.LAST_WRITES);
      await().atMost(SOON).until(() -> other.stats().claimed() == 0);
      assertThat(other.stats().tuples()).isZero();
    }
    assertThat(other.stats().tuples()).isZero();
  }

  @Test
  void takeThatWasUndone_isUndoneAgain_andItsTupleIsNotLost() throws Exception {
    try (FaultyProxy proxy = FaultyProxy.to(redis.port());
        TupleSpace taker = impatient(proxy.url(), name).connect()) {
      other.out("a", 1);
      proxy.stop(command -> command.runs(Script.UNDO.sha1()));
      proxy.freeze();
      taker.inAsync("a", Integer.class).cancel(true);
      proxy.thaw();
      await().until(() -> other.stats().claimed() == 1);
      redis.remember();
      proxy.stop(command -> false);
      await().until(() -> other.count("a", 1) == 1);
      redis.kill();
      redis.rollBack();
      redis.restart();
      for (int i = 0; i < 10; i++) {
        taker.out("b", i);
        assertThat(taker.inp("b", i)).isPresent();
      }
      assertThat(soon(other.inAsync("a", 1))).isEqualTo(Tuple.of("a", 1));
    }
  }

  // ---- transactions

  @Test
  void transaction_thatTheServerLostInPart_commitsNothing() throws Exception {
    other.out("a", 1);
    other.out("a", 2);
    Transaction transaction = space.begin(Duration.ofMinutes(1));
    assertThat(transaction.inp("a", 1)).isPresent();
    redis.remember();
    assertThat(transaction.inp("a", 2)).isPresent();
    transaction.out("b", 1);
    restartWithout(Loss.LAST_WRITES);
    assertThatThrownBy(transaction::commit).isInstanceOf(TransactionEndedException.class);
    await().atMost(SOON).until(() -> numbers(other, "a").equals(List.of(1, 2)));
    assertThat(numbers(other, "b")).isEmpty();
  }

  @Test
  void transaction_whoseCommitIsLost_standsInNobodysWay() throws Exception {
    other.out("a", 1);
    other.out("a", 2);
    Transaction lost = space.begin(Duration.ofMinutes(1));
    assertThat(lost.inp("a", 1)).isPresent();
    redis.remember();
    lost.commit();
    restartWithout(Loss.LAST_WRITES);
    Transaction next = space.begin(Duration.ofMinutes(1));
    assertThat(next.inp("a", 2)).isPresent();
    next.out("b", 2);
    next.commit();
    assertThat(numbers(other, "a")).containsExactly(1);
    assertThat(numbers(other, "b")).containsExactly(2);
    assertThat(other.stats().transactions()).isZero();
  }

  // ---- watches

  /** Writes down what it is told. */
  private static final class Scribe implements TupleListener {
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @Override
    public void onOut(Tuple tuple) {
      told.add("out " + tuple.get(1));
    }

    @Override
    public void onRemoved(Tuple tuple) {
      told.add("removed " + tuple.get(1));
    }

    @Override
    public void onGap(long missed) {
      told.add("gap");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LAST_WRITES", "EVERYTHING"})
  void watch_thatTheServerHasForgotten_isToldOfWhatComes(Loss lost) throws Exception {
    redis.remember();
    Scribe scribe = new Scribe();
    space.watch(Template.of("a", Integer.class), scribe);
    other.out("a", 1);
    await().until(() -> scribe.told.contains("out 1"));
    restartWithout(lost);
    await().atMost(SOON).until(() -> scribe.told.contains("gap"));
    other.out("a", 2);
    await().atMost(SOON).until(() -> scribe.told.contains("out 2"));
  }

  @Test
  void watch_isToldOfAGap_whereEventsAreCountedAgain() throws Exception {
    Scribe one = new Scribe();
    Scribe two = new Scribe();
    space.watch(Template.of("a", Integer.class), one);
    other.watch(Template.of("a", Integer.class), two);
    other.out("a", 1);
    await().until(() -> one.told.contains("out 1") && two.told.contains("out 1"));
    redis.remember();
    for (int i = 2; i < 30; i++) {
      other.out("a", i);
    }
    await().until(() -> one.told.contains("out 29") && two.told.contains("out 29"));
    restartWithout(Loss.LAST_WRITES);
    await().atMost(SOON).until(() -> one.told.contains("gap") && two.told.contains("gap"));
    for (int i = 100; i < 140; i++) {
      other.out("a", i);
    }
    await().atMost(SOON).until(() -> one.told.contains("out 139") && two.told.contains("out 139"));
    assertThat(one.told.stream().filter(told -> told.startsWith("out 1")).count())
        .as("each that was put after the gap was told of")
        .isEqualTo(51);
  }

  // ---- everything else

  @Test
  void calls_underWay_whenTheServerLosesEverything_endWell() throws Exception {
    List<CompletableFuture<?>> calls = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 200; i++) {
        calls.add(space.outAsync("a", i));
        calls.add(other.inAsync("a", Integer.class));
        calls.add(space.swapAsync(Template.of("a", Integer.class), Tuple.of("a", -i)));
        if (i == 100) {
          redis.kill();
        }
      }
      redis.loseLast(Long.MAX_VALUE);
      redis.restart();
      // Some tuples were lost with the server, so that some of those blocked still are.
      await()
          .atMost(SOON)
          .until(
              () -> {
                other.outAll(range(0, 100).stream().map(i -> Tuple.of("a", i)).toList());
                return calls.stream().allMatch(CompletableFuture::isDone);
              });
      for (CompletableFuture<?> call : calls) {
        soon(call);
      }
      calls.clear();
    }
    awaitWaits(0, 0);
    assertThat(TupleSpaces.names(redis.url())).as("it is listed again").containsExactly(name);
  }

  @Test
  void largeFields_andFilteredTakes_goOnAfterTheLossOfEverything() throws Exception {
    Tuple large = Tuple.of("large", new byte[300_000]);
    CompletableFuture<Tuple> swap = space.swapAsync(Template.of("small", 1), large);
    CompletableFuture<Tuple> in = space.inAsync(Template.of("large", byte[].class));
    awaitWaits(2, 0);
    restartWithout(Loss.EVERYTHING);
    awaitWaits(2, 0);
    other.out("small", 1);
    soon(swap);
    assertThat(soon(in)).isEqualTo(large);
  }

  @Test
  void randomLosses_underLoad_leaveNobodyBlockedAndNothingBehind() throws Exception {
    Random random = TestSpaces.random("random losses");
    for (int round = 0; round < 6; round++) {
      List<CompletableFuture<?>> calls = new ArrayList<>();
      int kill = random.nextInt(200);
      for (int i = 0; i < 200; i++) {
        TupleSpace one = random.nextBoolean() ? space : other;
        Template template = Template.of("a", random.nextInt(3) == 0 ? Match.atLeast(0) : i);
        switch (random.nextInt(6)) {
          case 0 -> calls.add(one.inAsync("a", Integer.class));
          case 1 -> calls.add(one.rdAsync(template));
          case 2 -> calls.add(one.swapAsync(template, Tuple.of("a", i + 1)));
          case 3 -> one.inAsync("a", i).cancel(true);
          default -> calls.add(one.outAsync("a", i));
        }
        if (i == kill) {
          redis.kill();
        }
      }
      redis.loseLast(random.nextInt(40_000));
      redis.restart();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                other.outAll(range(0, 201).stream().map(i -> Tuple.of("a", i)).toList());
                return calls.stream().allMatch(CompletableFuture::isDone);
              });
      for (CompletableFuture<?> call : calls) {
        try {
          call.get();
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(OutcomeUnknownException.class);
        }
      }
      awaitWaits(0, 0);
      await().atMost(SOON).until(() -> other.stats().claimed() == 0);
    }
  }
}
