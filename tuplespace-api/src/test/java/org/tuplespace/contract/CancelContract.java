package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.contract.Calls.Async;

/** Cancelling a future withdraws its call, and never loses a tuple. */
public abstract class CancelContract extends SpaceFixture {
  private static final String ASYNC = "org.tuplespace.contract.Calls#async";
  private static final Template TEMPLATE = Template.of("job", any());

  @ParameterizedTest
  @MethodSource(ASYNC)
  void cancel_whileWaiting_withdraws(Async each) {
    CompletableFuture<?> future = begin(each);
    assertThat(future.cancel(false)).isTrue();
    assertThat(future).isCancelled();
    awaitBlockedIns(0);
    awaitBlockedRds(0);
    space.out("job", 1);
    assertThat(space.inp("job", 1)).isPresent();
  }

  @ParameterizedTest
  @MethodSource(ASYNC)
  void cancel_atOnce_takesNothing(Async each) {
    CompletableFuture<?> future = each.apply(space, TEMPLATE);
    future.cancel(true);
    space.out("job", 1);
    await(() -> space.inp("job", 1).isPresent());
    awaitBlockedIns(0);
    awaitBlockedRds(0);
  }

  @SuppressWarnings("unchecked") // never looked at
  private CompletableFuture<Object> begin(Async each) {
    return each.takes()
        ? blockedIn(() -> (CompletableFuture<Object>) each.apply(space, TEMPLATE))
        : blockedRd(() -> (CompletableFuture<Object>) each.apply(space, TEMPLATE));
  }

  @Test
  void cancel_afterCompletion_doesNothing() throws Exception {
    space.out("job", 1);
    CompletableFuture<Tuple> future = space.inAsync("job", any());
    assertThat(get(future)).isEqualTo(Tuple.of("job", 1));
    assertThat(future.cancel(false)).isFalse();
    assertThat(space.count("job", any())).isZero();
  }

  @Test
  void cancel_oneOfMany_leavesTheOthers() throws Exception {
    List<CompletableFuture<Tuple>> futures = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      futures.add(space.inAsync("job", i));
    }
    awaitBlockedIns(10);
    futures.get(3).cancel(false);
    awaitBlockedIns(9);
    for (int i = 0; i < 10; i++) {
      space.out("job", i);
    }
    for (int i = 0; i < 10; i++) {
      if (i != 3) {
        assertThat(get(futures.get(i))).isEqualTo(Tuple.of("job", i));
      }
    }
    assertThat(space.rdAll("job", any())).containsExactly(Tuple.of("job", 3));
  }

  @Test
  void cancel_ofOneReader_leavesTheOthersOfItsTemplate() throws Exception {
    CompletableFuture<Tuple> first = blockedRd(() -> space.rdAsync("job", any()));
    CompletableFuture<Tuple> second = space.rdAsync("job", any());
    first.cancel(false);
    space.out("job", 1);
    assertThat(get(second)).isEqualTo(Tuple.of("job", 1));
    awaitBlockedRds(0);
  }

  @Test
  void cancel_raceWithOut_eitherTheTupleIsLeftOrTheFutureHasIt() throws Exception {
    TupleSpace putter = anotherClient();
    CyclicBarrier barrier = new CyclicBarrier(2);
    int rounds = 300;
    Caller<Void> outs =
        call(
            () -> {
              for (int i = 0; i < rounds; i++) {
                barrier.await();
                putter.out("r", i);
                barrier.await();
              }
              return null;
            });
    int cancelled = 0;
    for (int i = 0; i < rounds; i++) {
      int round = i;
      CompletableFuture<Tuple> future = space.inAsync("r", i);
      if (i % 3 != 0) {
        awaitBlockedIns(1);
      }
      barrier.await();
      boolean won = future.cancel(false);
      barrier.await();
      if (won) {
        cancelled++;
        await(() -> space.inp("r", round).isPresent());
      } else {
        assertThat(get(future)).isEqualTo(Tuple.of("r", i));
      }
      assertThat(space.count("r", i)).isZero();
    }
    outs.result();
    awaitBlockedIns(0);
    assertThat(space.count("r", any())).as("doubled; %s were cancelled", cancelled).isZero();
  }

  @Test
  void cancel_raceWithOut_ofASwap_isAllOrNothing() throws Exception {
    int rounds = 100;
    for (int i = 0; i < rounds; i++) {
      int round = i;
      Template before = Template.of("before", i);
      CompletableFuture<Tuple> future =
          blockedIn(() -> space.swapAsync(before, Tuple.of("after", round)));
      Caller<Void> putter =
          call(
              () -> {
                space.out("before", round);
                return null;
              });
      boolean won = future.cancel(false);
      putter.result();
      if (!won) {
        assertThat(get(future)).isEqualTo(Tuple.of("before", i));
        assertThat(space.count("after", i)).isEqualTo(1);
      }
      // A swap that took effect before it was cancelled may stand, with what it put.
      await(() -> space.count("before", round) + space.count("after", round) == 1);
    }
    awaitBlockedIns(0);
    assertThat(space.count("before", any()) + space.count("after", any())).isEqualTo(rounds);
  }

  @Test
  void cancel_raceWithOut_nextWaiterIsServed() throws Exception {
    for (int i = 0; i < 100; i++) {
      int round = i;
      CompletableFuture<Tuple> first = blockedIn(() -> space.inAsync("r", round));
      CompletableFuture<Tuple> second = blockedIn(() -> space.inAsync("r", any()));
      Caller<Void> putter =
          call(
              () -> {
                space.out("r", round);
                return null;
              });
      if (!first.cancel(false)) {
        putter.result();
        assertThat(get(first)).isEqualTo(Tuple.of("r", i));
        space.out("r", -1);
        assertThat(get(second)).isEqualTo(Tuple.of("r", -1));
      } else {
        putter.result();
        assertThat(get(second)).isEqualTo(Tuple.of("r", i));
      }
    }
    assertThat(space.count("r", any())).isZero();
  }
}
