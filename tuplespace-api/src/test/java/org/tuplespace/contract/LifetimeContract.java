package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.greaterThan;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;

/** Times to live and delays. */
public abstract class LifetimeContract extends SpaceFixture {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration HUGE = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

  private static long millisSince(long startNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  @Test
  void timeToLive_over_theTupleIsGone() {
    long start = System.nanoTime();
    space.out(Tuple.of("a", 1), OutOptions.timeToLive(SHORT));
    space.out(Tuple.of("a", 2), OutOptions.timeToLive(LONG));
    space.out("a", 3);
    await(() -> space.rdp("a", 1).isEmpty());
    assertThat(millisSince(start)).isBetween(SHORT.toMillis() - 1, SHORT.toMillis() + 2_000);
    assertThat(space.inp("a", 1)).isEmpty();
    assertThat(space.rdAll("a", any())).containsExactly(Tuple.of("a", 2), Tuple.of("a", 3));
    assertThat(space.count("a", any())).isEqualTo(2);
    assertThat(space.inp("a", greaterThan(0))).contains(Tuple.of("a", 2));
  }

  @Test
  void timeToLive_notOver_theTupleIsLikeAnyOther() throws Exception {
    space.out(Tuple.of("a", 1), OutOptions.timeToLive(LONG));
    space.out("a", 2);
    assertThat(space.rdp("a", any())).contains(Tuple.of("a", 1));
    assertThat(space.in("a", any())).isEqualTo(Tuple.of("a", 1));
    assertThat(space.inp("a", 1)).isEmpty();
  }

  /** Few or many of those that are taken have one, in some order. */
  @ParameterizedTest
  @CsvSource({"1, 9", "8, 2", "10, 0", "0, 10"})
  void timeToLive_ofTuplesTakenTogether_isKeptWhenTheyGoBack(int with, int without)
      throws Exception {
    for (int i = 0; i < with; i++) {
      space.out(Tuple.of("a", i), OutOptions.timeToLive(SHORT));
      space.out(Tuple.of("b", i), OutOptions.timeToLive(LONG));
    }
    for (int i = 0; i < without; i++) {
      space.out("a", with + i);
    }
    try (Transaction transaction = space.begin(LONG)) {
      assertThat(space.rdp("a", any())).isPresent(); // such tuples were asked for before
      assertThat(transaction.inAll(Template.of("a", any()), 100)).hasSize(with + without);
      space.out(Tuple.of("clock"), OutOptions.timeToLive(SHORT));
      await(() -> space.rdp("clock").isEmpty());
      transaction.abort();
    }
    await(() -> space.count("a", any()) == without);
    assertThat(space.inAll(Template.of("b", any()), 100, Duration.ZERO)).hasSize(with);
    assertThat(space.stats().tuples()).isEqualTo(without);
  }

  @Test
  void timeToLive_servesABlockedIn() throws Exception {
    CompletableFuture<Tuple> future = blockedIn(() -> space.inAsync("a", any()));
    space.out(Tuple.of("a", 1), OutOptions.timeToLive(SHORT));
    assertThat(get(future)).isEqualTo(Tuple.of("a", 1));
  }

  @Test
  void timeToLive_over_neverCountedOrTaken() throws Exception {
    for (int i = 0; i < 50; i++) {
      space.out(Tuple.of("a", i), OutOptions.timeToLive(Duration.ofMillis(1)));
    }
    await(() -> space.count("a", any()) == 0);
    assertThat(space.inAll(Template.of("a", any()), 100, Duration.ZERO)).isEmpty();
    assertThat(space.replace(Template.of("a", any()), Tuple.of("b"))).isZero();
    assertThat(space.stats().tuples()).isEqualTo(1);
  }

  @Test
  void timeToLiveAndDelay_huge_areAccepted() {
    space.out(Tuple.of("a", 1), OutOptions.timeToLive(HUGE));
    space.out(Tuple.of("a", 2), OutOptions.delay(HUGE));
    space.out(Tuple.of("a", 3), OutOptions.delay(HUGE).withTimeToLive(HUGE));
    assertThat(space.rdAll("a", any())).containsExactly(Tuple.of("a", 1));
    assertThat(space.inp("a", any())).contains(Tuple.of("a", 1));
  }

  @Test
  void delay_untilItIsOver_nobodySeesTheTuple() throws Exception {
    Tuple tuple = Tuple.of("a", 1);
    space.out(tuple, OutOptions.delay(LONG));
    assertThat(space.rdp("a", 1)).isEmpty();
    assertThat(space.inp("a", any())).isEmpty();
    assertThat(space.count("a", any())).isZero();
    assertThat(space.rdAll(any(), any())).isEmpty();
    assertThat(space.inAll(Template.of("a", any()), 5, Duration.ZERO)).isEmpty();
    assertThat(space.replace(Template.of("a", 1), Tuple.of("b"))).isZero();
    assertThat(space.stats().delayed()).isEqualTo(1);
    assertThat(space.stats().tuples()).isEqualTo(1);
  }

  @Test
  void delay_over_theTupleIsSeen() {
    long start = System.nanoTime();
    space.out(Tuple.of("a", 1), OutOptions.delay(SHORT));
    assertThat(space.rdp("a", 1)).isEmpty();
    await(() -> anotherClientSees());
    assertThat(millisSince(start)).isBetween(SHORT.toMillis() - 1, SHORT.toMillis() + 2_000);
    assertThat(space.stats().delayed()).isZero();
    assertThat(space.inp("a", 1)).isPresent();
  }

  private boolean anotherClientSees() {
    return space.rdp("a", any()).isPresent();
  }

  @Test
  void delay_over_wakesBlockedCalls() throws Exception {
    CompletableFuture<Tuple> rd = blockedRd(() -> space.rdAsync("a", any()));
    Caller<Tuple> in = callBlockedIn(() -> space.in("a", 1));
    long start = System.nanoTime();
    space.out(Tuple.of("a", 1), OutOptions.delay(SHORT));
    assertThat(in.isDone()).isFalse();
    assertThat(in.result()).isEqualTo(Tuple.of("a", 1));
    assertThat(millisSince(start)).isBetween(SHORT.toMillis() - 1, SHORT.toMillis() + 2_000);
    assertThat(get(rd)).isEqualTo(Tuple.of("a", 1));
    assertThat(space.count("a", any())).isZero();
  }

  @Test
  void delay_over_wakesACallThatBlockedLater() throws Exception {
    space.out(Tuple.of("a", 1), OutOptions.delay(SHORT));
    Caller<Tuple> in = callBlockedIn(() -> space.in("a", any()));
    assertThat(in.result()).isEqualTo(Tuple.of("a", 1));
  }

  @Test
  void delay_placeInTheOrder_isThatOfItsEnd() {
    space.out(Tuple.of("a", "late"), OutOptions.delay(Duration.ofMillis(400)));
    space.out(Tuple.of("a", "early"), OutOptions.delay(Duration.ofMillis(200)));
    space.out("a", "now");
    await(() -> space.count("a", any()) == 3);
    space.out("a", "last");
    assertThat(space.rdAll("a", any()))
        .containsExactly(
            Tuple.of("a", "now"),
            Tuple.of("a", "early"),
            Tuple.of("a", "late"),
            Tuple.of("a", "last"));
  }

  @Test
  void delay_equalEnds_keepTheOrderOfTheCalls() {
    for (int i = 0; i < 12; i++) {
      space.out(Tuple.of("a", i), OutOptions.delay(Duration.ofMillis(100)));
    }
    await(() -> space.count("a", any()) == 12);
    for (int i = 0; i < 12; i++) {
      assertThat(space.inp("a", any())).contains(Tuple.of("a", i));
    }
  }

  @Test
  void delay_manyDueAtOnce_allAppear() {
    for (int i = 0; i < 1_200; i++) {
      space.outAsync(Tuple.of("a", i), OutOptions.delay(Duration.ofMillis(50))).join();
    }
    await(() -> space.count("a", any()) == 1_200);
    assertThat(space.stats().delayed()).isZero();
  }

  @Test
  void delayAndTimeToLive_theLatterBeginsAtTheEndOfTheFormer() {
    long start = System.nanoTime();
    space.out(Tuple.of("a", 1), OutOptions.delay(SHORT).withTimeToLive(Duration.ofMillis(600)));
    await(() -> space.rdp("a", 1).isPresent());
    await(() -> space.rdp("a", 1).isEmpty());
    assertThat(millisSince(start)).isBetween(900L - 1, 900L + 2_000);
  }

  @Test
  void delayZero_isNoDelay() {
    space.out(Tuple.of("a", 1), OutOptions.delay(Duration.ZERO));
    assertThat(space.inp("a", 1)).isPresent();
  }

  @Test
  void outAsync_delayed_completesBeforeTheDelayIsOver() throws Exception {
    get(space.outAsync(Tuple.of("a", 1), OutOptions.delay(LONG)));
    assertThat(space.stats().delayed()).isEqualTo(1);
    assertThat(space.rdp("a", 1)).isEmpty();
  }

  @Test
  void swapTaken_timeToLiveIsNotInherited() throws Exception {
    space.out(Tuple.of("a", 1), OutOptions.timeToLive(SHORT));
    long start = System.nanoTime();
    assertThat(space.swap(Template.of("a", 1), Duration.ZERO, Tuple.of("a", 2))).isPresent();
    space.out(Tuple.of("clock"), OutOptions.timeToLive(SHORT.multipliedBy(2)));
    await(() -> space.rdp("clock").isEmpty());
    assertThat(millisSince(start)).isGreaterThan(SHORT.toMillis());
    assertThat(space.rdAll("a", any())).isEqualTo(List.of(Tuple.of("a", 2)));
  }
}
