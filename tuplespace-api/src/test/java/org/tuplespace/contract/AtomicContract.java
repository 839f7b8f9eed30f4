package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.lessThan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tuplespace.LimitExceededException;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/** {@code replace} and {@code swap}: taking and putting in one step. */
public abstract class AtomicContract extends SpaceFixture {

  @Test
  void replace_takesAllMatchesAndPutsOne() {
    space.out("best", 1);
    space.out("best", 2);
    space.out("other", 3);
    assertThat(space.replace(Template.of("best", any()), Tuple.of("best", 9))).isEqualTo(2);
    assertThat(space.rdAll(any(), any()))
        .containsExactly(Tuple.of("other", 3), Tuple.of("best", 9));
  }

  @Test
  void replace_nothingMatches_putsNevertheless() {
    assertThat(space.replace(Template.of("best", any()), Tuple.of("best", 1))).isZero();
    assertThat(space.rdp("best", 1)).isPresent();
  }

  @Test
  void replace_withFilter_takesOnlyMatches() {
    for (int i = 0; i < 10; i++) {
      space.out("best", i);
    }
    assertThat(space.replace(Template.of("best", lessThan(4)), Tuple.of("best", 0))).isEqualTo(4);
    assertThat(space.count("best", any())).isEqualTo(7);
  }

  @Test
  void replace_servesWaiters() throws Exception {
    CompletableFuture<Tuple> rd = blockedRd(() -> space.rdAsync("best", 9));
    CompletableFuture<Tuple> in = blockedIn(() -> space.inAsync("best", 9));
    space.out("best", 1);
    assertThat(space.replace(Template.of("best", any()), Tuple.of("best", 9))).isEqualTo(1);
    assertThat(get(rd)).isEqualTo(Tuple.of("best", 9));
    assertThat(get(in)).isEqualTo(Tuple.of("best", 9));
    assertThat(space.count("best", any())).isZero();
  }

  @Test
  void replace_isOneStepForObservers() throws Exception {
    space.out("best", 0);
    TupleSpace writer = anotherClient();
    Template best = Template.of("best", any());
    int rounds =
        Repeated.whileObserved(
            this,
            i -> assertThat(writer.replace(best, Tuple.of("best", i + 1))).isEqualTo(1),
            () -> {
              assertThat(space.rdp(best)).isPresent();
              assertThat(space.count(best)).isEqualTo(1);
            });
    assertThat(space.inp(best)).contains(Tuple.of("best", rounds));
  }

  @Test
  void replace_beyondTheLimit_changesNothing() {
    space.outAll(IntStream.range(0, 10_000).mapToObj(i -> Tuple.of("many", i)).toList());
    space.out("many", 10_000);
    assertThatThrownBy(() -> space.replace(Template.of("many", any()), Tuple.of("one")))
        .isInstanceOf(LimitExceededException.class);
    assertThat(space.count("many", any())).isEqualTo(10_001);
    assertThat(space.count("one")).isZero();
  }

  @Test
  void swap_takesTheOldestAndPuts() throws Exception {
    space.out("count", 1);
    space.out("count", 5);
    assertThat(space.swap(Template.of("count", any()), Tuple.of("count", 2), Tuple.of("log", 1)))
        .isEqualTo(Tuple.of("count", 1));
    assertThat(space.rdAll(any(), any()))
        .containsExactly(Tuple.of("count", 5), Tuple.of("count", 2), Tuple.of("log", 1));
  }

  @Test
  void swap_putsNothing_isATake() throws Exception {
    space.out("a", 1);
    assertThat(space.swap(Template.of("a", any()))).isEqualTo(Tuple.of("a", 1));
    assertThat(space.count("a", any())).isZero();
  }

  @Test
  void swap_nothingMatches_putsNothing() throws Exception {
    Template template = Template.of("a", any());
    assertThat(space.swap(template, Duration.ZERO, Tuple.of("a", 1))).isEmpty();
    assertThat(space.swap(template, Duration.ofMillis(20), Tuple.of("a", 1))).isEmpty();
    assertThat(get(space.swapAsync(template, Duration.ZERO, Tuple.of("a", 1)))).isEmpty();
    assertThat(space.count("a", any())).isZero();
  }

  @Test
  void swap_doesNotTakeWhatItPuts() throws Exception {
    CompletableFuture<Tuple> swap =
        blockedIn(() -> space.swapAsync(Template.of("a", any()), Tuple.of("a", 2)));
    space.out("a", 1);
    assertThat(get(swap)).isEqualTo(Tuple.of("a", 1));
    assertThat(space.rdAll("a", any())).containsExactly(Tuple.of("a", 2));
  }

  @Test
  void swap_interruptedOrCancelled_putsNothing() {
    Caller<Tuple> interrupted =
        callBlockedIn(() -> space.swap(Template.of("a", any()), Tuple.of("b", 1)));
    interrupted.interrupt();
    assertThat(interrupted.failure()).isInstanceOf(InterruptedException.class);
    CompletableFuture<Tuple> cancelled =
        blockedIn(() -> space.swapAsync(Template.of("a", any()), Tuple.of("b", 2)));
    cancelled.cancel(false);
    awaitBlockedIns(0);
    space.out("a", 1);
    assertThat(space.rdAll(any(), any())).containsExactly(Tuple.of("a", 1));
  }

  @Test
  void swap_blocked_itsPutsServeOtherWaiters() throws Exception {
    CompletableFuture<Tuple> rd = blockedRd(() -> space.rdAsync("b", any()));
    CompletableFuture<Tuple> second =
        blockedIn(() -> space.swapAsync(Template.of("b", any()), Tuple.of("c", 3)));
    CompletableFuture<Tuple> third = blockedIn(() -> space.inAsync("c", any()));
    CompletableFuture<Tuple> first =
        blockedIn(
            () -> space.swapAsync(Template.of("a", any()), Tuple.of("b", 2), Tuple.of("d", 4)));
    space.out("a", 1);
    assertThat(get(first)).isEqualTo(Tuple.of("a", 1));
    assertThat(get(second)).isEqualTo(Tuple.of("b", 2));
    assertThat(get(rd)).isEqualTo(Tuple.of("b", 2));
    assertThat(get(third)).isEqualTo(Tuple.of("c", 3));
    assertThat(space.rdAll(any(), any())).containsExactly(Tuple.of("d", 4));
  }

  @Test
  void swap_longChain_isServed() throws Exception {
    int length = 300;
    List<CompletableFuture<Tuple>> chain = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      chain.add(space.swapAsync(Template.of("link", i), Tuple.of("link", i + 1)));
    }
    awaitBlockedIns(length);
    space.out("link", 0);
    for (int i = 0; i < length; i++) {
      assertThat(get(chain.get(i))).isEqualTo(Tuple.of("link", i));
    }
    assertThat(space.rdAll("link", any())).containsExactly(Tuple.of("link", length));
  }

  @Test
  void swap_concurrentCounters_loseNoStep() throws Exception {
    space.out("count", 0);
    List<Caller<Void>> callers = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      TupleSpace client = anotherClient();
      callers.add(
          call(
              () -> {
                for (int done = 0; done < 25; ) {
                  int value = client.rd("count", Integer.class).getInt(1);
                  if (client
                      .swap(
                          Template.of("count", value), Duration.ZERO, Tuple.of("count", value + 1))
                      .isPresent()) {
                    done++;
                  }
                }
                return null;
              }));
    }
    for (Caller<Void> caller : callers) {
      caller.result();
    }
    assertThat(space.rdAll("count", any())).containsExactly(Tuple.of("count", 100));
  }
}
