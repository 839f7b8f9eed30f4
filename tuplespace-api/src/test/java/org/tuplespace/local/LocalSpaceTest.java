package org.tuplespace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.greaterThan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.internal.Request;
import org.tuplespace.internal.Transfer;

/** The space on a clock that stands still unless it is moved. */
class LocalSpaceTest {
  private static final Template TEMPLATE = Template.of("a", any());

  private long now = 1_000;
  private final LocalSpace space = new LocalSpace("test", () -> now);

  @AfterEach
  void close() {
    space.close();
  }

  private void pass(long millis) {
    now += Duration.ofMillis(millis).toNanos();
  }

  private static OutOptions lives(long millis) {
    return OutOptions.timeToLive(Duration.ofMillis(millis));
  }

  private static OutOptions delayed(long millis) {
    return OutOptions.delay(Duration.ofMillis(millis));
  }

  private void out(Object... fields) {
    space.out(Tuple.of(fields), OutOptions.NONE);
  }

  private CompletableFuture<List<Tuple>> submit(Request request) {
    return space.submitBlocking(request, Function.identity());
  }

  @Test
  void timeToLive_isOverToTheNanosecond() {
    space.out(Tuple.of("a", 1), lives(5));
    pass(5);
    now--;
    assertThat(space.poll(TEMPLATE, false)).isEqualTo(Tuple.of("a", 1));
    now++;
    assertThat(space.poll(TEMPLATE, false)).isNull();
    assertThat(space.footprint()).isZero();
  }

  @Test
  void delayAndTimeToLive_bothOver_nothingIsSeen() {
    space.out(Tuple.of("a", 1), delayed(5).withTimeToLive(Duration.ofMillis(5)));
    pass(100);
    assertThat(space.count(TEMPLATE)).isZero();
    assertThat(space.footprint()).isZero();
  }

  @Test
  void delay_placeIsThatOfItsEnd_alsoWhereItIsNoticedLate() {
    space.out(Tuple.of("a", "second"), delayed(20));
    space.out(Tuple.of("a", "first"), delayed(10));
    pass(30);
    out("a", "third");
    assertThat(space.rdAll(TEMPLATE))
        .containsExactly(Tuple.of("a", "first"), Tuple.of("a", "second"), Tuple.of("a", "third"));
  }

  @Test
  void delay_over_servesTheOneWhoGivesUp() {
    CompletableFuture<List<Tuple>> future = submit(Request.in(TEMPLATE));
    space.out(Tuple.of("a", 1), delayed(10));
    pass(10);
    assertThat(future.cancel(false)).isFalse();
    assertThat(future).isCompletedWithValue(List.of(Tuple.of("a", 1)));
  }

  @Test
  void taken_beforeItsTimeIsOver_leavesNoAppointment() {
    for (int i = 0; i < 1_000; i++) {
      space.out(Tuple.of("a", i), lives(1_000_000));
      assertThat(space.poll(Template.of("a", i), true)).isNotNull();
    }
    assertThat(space.footprint()).isZero();
  }

  @Test
  void inAll_blocked_getsAllOfOneStep_oldestFirst() {
    CompletableFuture<List<Tuple>> many = submit(Request.inAll(TEMPLATE, 3));
    CompletableFuture<List<Tuple>> one = submit(Request.in(TEMPLATE));
    space.outAll(
        List.of(
            Tuple.of("a", 1),
            Tuple.of("b", 2),
            Tuple.of("a", 3),
            Tuple.of("a", 4),
            Tuple.of("a", 5),
            Tuple.of("a", 6)));
    assertThat(many)
        .isCompletedWithValue(List.of(Tuple.of("a", 1), Tuple.of("a", 3), Tuple.of("a", 4)));
    assertThat(one).isCompletedWithValue(List.of(Tuple.of("a", 5)));
    assertThat(space.rdAll(TEMPLATE)).containsExactly(Tuple.of("a", 6));
  }

  @Test
  void inAll_blocked_thenAnotherStep_getsNoMore() {
    CompletableFuture<List<Tuple>> many = submit(Request.inAll(TEMPLATE, 3));
    out("a", 1);
    out("a", 2);
    assertThat(many).isCompletedWithValue(List.of(Tuple.of("a", 1)));
    assertThat(space.rdAll(TEMPLATE)).containsExactly(Tuple.of("a", 2));
  }

  @Test
  void putBack_keepsThePlace_andServesWaiters() {
    for (int i = 0; i < 5; i++) {
      out("a", i);
    }
    Transfer.Batch batch = space.take(TEMPLATE, 4);
    CompletableFuture<List<Tuple>> waiter = submit(Request.in(Template.of("a", 2)));
    out("a", 5);
    batch.settle(1);
    assertThat(waiter).isCompletedWithValue(List.of(Tuple.of("a", 2)));
    assertThat(space.rdAll(TEMPLATE))
        .containsExactly(Tuple.of("a", 1), Tuple.of("a", 3), Tuple.of("a", 4), Tuple.of("a", 5));
  }

  @Test
  void putBack_keepsTheTimeToLive() {
    space.out(Tuple.of("a", 1), lives(10));
    space.out(Tuple.of("a", 2), lives(20));
    Transfer.Batch batch = space.take(TEMPLATE, 2);
    pass(10);
    batch.settle(0);
    assertThat(space.rdAll(TEMPLATE)).containsExactly(Tuple.of("a", 2));
    pass(10);
    assertThat(space.count(TEMPLATE)).isZero();
    assertThat(space.footprint()).isZero();
  }

  @Test
  void everythingTakenAndGivenUp_leavesNothing() {
    List<CompletableFuture<?>> futures = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      out("a", i);
      out(i, "x", i % 3);
      futures.add(submit(Request.in(Template.of("never", i))));
      futures.add(submit(Request.rd(Template.of("never", greaterThan(i), any()))));
      futures.add(
          submit(Request.inAny(List.of(Template.of("never"), Template.of("never", any())))));
      futures.add(
          space.submit(
              Request.rd(Template.of("never")), Duration.ofHours(1).toNanos(), tuples -> tuples));
    }
    assertThat(space.footprint()).isGreaterThan(1_000);
    futures.forEach(future -> assertThat(future.cancel(false)).isTrue());
    for (int i = 199; i >= 0; i--) {
      assertThat(space.poll(Template.of(any(), i), true)).isEqualTo(Tuple.of("a", i));
      assertThat(space.poll(Template.of(i, String.class, any()), true)).isNotNull();
    }
    assertThat(space.footprint()).isZero();
  }
}
