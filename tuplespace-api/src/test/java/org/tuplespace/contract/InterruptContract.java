package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.contract.Calls.Blocking;

/** An interrupt ends a blocked call, and never loses a tuple. */
public abstract class InterruptContract extends SpaceFixture {
  private static final String BLOCKING = "org.tuplespace.contract.Calls#blocking";
  private static final Template TEMPLATE = Template.of("job", any());

  @ParameterizedTest
  @MethodSource(BLOCKING)
  void interruptedBefore_throws_andTakesNothing(Blocking each) {
    space.out("job", 1);
    Caller<List<Tuple>> caller = call(() -> interrupted(() -> each.apply(space, TEMPLATE)));
    assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
    assertThat(caller.wasInterruptedAfterwards()).isFalse();
    assertThat(space.count("job", 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource(BLOCKING)
  void interruptedBefore_nothingMatches_throws(Blocking each) {
    Caller<List<Tuple>> caller = call(() -> interrupted(() -> each.apply(space, TEMPLATE)));
    assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
    space.out("job", 1);
    assertThat(space.inp("job", 1)).isPresent();
  }

  @ParameterizedTest
  @MethodSource(BLOCKING)
  void interruptedDuring_throws_andTakesNothing(Blocking each) {
    Caller<List<Tuple>> caller =
        each.takes()
            ? callBlockedIn(() -> each.apply(space, TEMPLATE))
            : callBlockedRd(() -> each.apply(space, TEMPLATE));
    caller.interrupt();
    assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
    assertThat(caller.wasInterruptedAfterwards()).isFalse();
    space.out("job", 1);
    assertThat(space.inp("job", 1)).isPresent();
    awaitBlockedIns(0);
    awaitBlockedRds(0);
  }

  @Test
  void callsThatAnswerAtOnce_ignoreAndKeepTheFlag() throws Exception {
    space.out("job", 1);
    Caller<Boolean> caller =
        call(
            () -> {
              Thread.currentThread().interrupt();
              space.out("job", 2);
              space.outAll(List.of(Tuple.of("job", 3)));
              space.rdAll("job", any());
              space.replace(Template.of("job", 3), Tuple.of("job", 4));
              return space.rdp("job", 1).isPresent()
                  && space.inp("job", 1).isPresent()
                  && space.count("job", any()) == 2;
            });
    assertThat(caller.result()).isTrue();
    assertThat(caller.wasInterruptedAfterwards()).isTrue();
    assertThat(space.rdAll("job", any())).containsExactly(Tuple.of("job", 2), Tuple.of("job", 4));
  }

  @Test
  void interrupt_raceWithOut_losesAndDoublesNothing() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      int round = i;
      Caller<Tuple> taker = callBlockedIn(() -> space.in("r", round));
      boolean outFirst = random.nextBoolean();
      Caller<Void> putter =
          call(
              () -> {
                space.out("r", round);
                return null;
              });
      if (outFirst) {
        putter.result();
      }
      taker.interrupt();
      putter.result();
      boolean taken;
      try {
        taken = taker.result().equals(Tuple.of("r", i));
      } catch (InterruptedException e) {
        taken = false;
        assertThat(taker.wasInterruptedAfterwards()).isFalse();
      }
      if (taken) {
        assertThat(space.rdp("r", i)).as("taken, so not left").isEmpty();
      } else {
        await(() -> space.inp("r", round).isPresent());
      }
    }
    assertThat(space.count("r", any())).isZero();
    awaitBlockedIns(0);
  }

  @Test
  void interrupt_raceWithOut_nextWaiterIsServed() throws Exception {
    for (int i = 0; i < 50; i++) {
      int round = i;
      Caller<Tuple> first = callBlockedIn(() -> space.in("r", round));
      Caller<Tuple> second = callBlockedIn(() -> space.in("r", any()));
      Caller<Void> putter =
          call(
              () -> {
                space.out("r", round);
                return null;
              });
      first.interrupt();
      putter.result();
      List<Object> outcomes = new ArrayList<>();
      try {
        outcomes.add(first.result());
        space.out("r", -1);
        outcomes.add(second.result());
        assertThat(outcomes).containsExactly(Tuple.of("r", i), Tuple.of("r", -1));
      } catch (InterruptedException e) {
        assertThat(second.result()).isEqualTo(Tuple.of("r", i));
      }
    }
    assertThat(space.count("r", any())).isZero();
  }

  @Test
  void interrupt_raceWithOut_ofASwap_isAllOrNothing() throws Exception {
    for (int i = 0; i < 100; i++) {
      int round = i;
      Template before = Template.of("before", i);
      Caller<Tuple> swapper = callBlockedIn(() -> space.swap(before, Tuple.of("after", round)));
      Caller<Void> putter =
          call(
              () -> {
                space.out("before", round);
                return null;
              });
      swapper.interrupt();
      putter.result();
      boolean swapped;
      try {
        swapped = swapper.result().equals(Tuple.of("before", i));
      } catch (InterruptedException e) {
        swapped = false;
      }
      assertThat(space.count("after", i)).as("put").isEqualTo(swapped ? 1 : 0);
      await(() -> space.count("before", round) + space.count("after", round) == 1);
    }
    awaitBlockedIns(0);
  }

  private static <T> T interrupted(java.util.concurrent.Callable<T> call) throws Exception {
    Thread.currentThread().interrupt();
    return call.call();
  }
}
