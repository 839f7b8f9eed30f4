package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.contract.Calls.Timed;

/** A timed call ends when it was asked to, with a tuple or with the tuple left in the space. */
public abstract class TimeoutContract extends SpaceFixture {
  private static final String TIMED = "org.tuplespace.contract.Calls#timed";
  private static final Template TEMPLATE = Template.of("job", any());
  private static final int TOLERANCE_MILLIS = 100;

  @ParameterizedTest
  @MethodSource(TIMED)
  void timeout_endsWhenAsked(Timed each) throws Exception {
    Duration timeout = Duration.ofMillis(80);
    List<Long> taken = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Caller<List<Tuple>> caller = call(() -> each.apply(space, TEMPLATE, timeout));
      assertThat(caller.result()).isEmpty();
      taken.add(caller.millis());
    }
    Collections.sort(taken);
    assertThat(taken.get(0)).as("earliest").isGreaterThanOrEqualTo(80 - 1);
    // The median: one pause of the machine is no fault of the space.
    assertThat(taken.get(1)).as("all: %s", taken).isLessThanOrEqualTo(80 + TOLERANCE_MILLIS);
    awaitBlockedIns(0);
    awaitBlockedRds(0);
  }

  @ParameterizedTest
  @MethodSource(TIMED)
  void timeout_over_leavesLaterTuplesAlone(Timed each) throws Exception {
    assertThat(each.apply(space, TEMPLATE, Duration.ofMillis(5))).isEmpty();
    space.out("job", 1);
    assertThat(space.inp("job", 1)).isPresent();
  }

  @ParameterizedTest
  @MethodSource(TIMED)
  void timeout_notOver_returnsTheTuple(Timed each) throws Exception {
    Caller<List<Tuple>> caller =
        each.takes()
            ? callBlockedIn(() -> each.apply(space, TEMPLATE, LONG))
            : callBlockedRd(() -> each.apply(space, TEMPLATE, LONG));
    space.out("job", 1);
    assertThat(caller.result()).containsExactly(Tuple.of("job", 1));
  }

  @ParameterizedTest
  @MethodSource(TIMED)
  void zero_asksOnce(Timed each) throws Exception {
    assertThat(each.apply(space, TEMPLATE, Duration.ZERO)).isEmpty();
    space.out("job", 1);
    assertThat(each.apply(space, TEMPLATE, Duration.ZERO)).containsExactly(Tuple.of("job", 1));
    assertThat(space.count("job", 1)).isEqualTo(each.takes() ? 0 : 1);
  }

  @ParameterizedTest
  @MethodSource(TIMED)
  void nanosecond_isATimeout(Timed each) throws Exception {
    assertThat(each.apply(space, TEMPLATE, Duration.ofNanos(1))).isEmpty();
    space.out("job", 1);
    assertThat(each.apply(space, TEMPLATE, Duration.ofNanos(1))).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource(TIMED)
  void negative_isAnError_andTakesNothing(Timed each) {
    space.out("job", 1);
    for (Duration timeout : List.of(Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> each.apply(space, TEMPLATE, timeout))
          .withMessageContaining(timeout.toString());
    }
    assertThat(space.count("job", 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource(TIMED)
  void hugeTimeout_isForEver(Timed each) throws Exception {
    Duration huge = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    Caller<List<Tuple>> caller =
        each.takes()
            ? callBlockedIn(() -> each.apply(space, TEMPLATE, huge))
            : callBlockedRd(() -> each.apply(space, TEMPLATE, huge));
    space.out("job", 1);
    assertThat(caller.result()).containsExactly(Tuple.of("job", 1));
  }

  @Test
  void timeout_raceWithOut_losesAndDoublesNothing() throws Exception {
    Random random = new Random(42);
    for (int i = 0; i < 100; i++) {
      int round = i;
      long delay = 1_500_000L + random.nextInt(1_000_000);
      Caller<Boolean> taker =
          call(() -> space.in(Template.of("r", round), Duration.ofMillis(2)).isPresent());
      spin(delay);
      space.out("r", i);
      boolean taken = taker.result();
      assertThat(space.inp("r", i).isPresent()).as("left, if not taken").isEqualTo(!taken);
    }
    awaitBlockedIns(0);
  }

  @Test
  void timeout_raceWithOut_ofASwap_isAllOrNothing() throws Exception {
    Random random = new Random(43);
    for (int i = 0; i < 50; i++) {
      int round = i;
      long delay = 1_500_000L + random.nextInt(1_000_000);
      Template before = Template.of("before", i);
      Caller<Boolean> swapper =
          call(
              () -> space.swap(before, Duration.ofMillis(2), Tuple.of("after", round)).isPresent());
      spin(delay);
      space.out("before", i);
      boolean swapped = swapper.result();
      assertThat(space.count("after", i)).as("put").isEqualTo(swapped ? 1 : 0);
      assertThat(space.count("before", i)).as("left").isEqualTo(swapped ? 0 : 1);
    }
  }

  private static void spin(long nanos) {
    for (long start = System.nanoTime(); System.nanoTime() - start < nanos; ) {
      Thread.onSpinWait();
    }
  }
}
