package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.between;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.contract.Calls.Async;
import org.tuplespace.contract.Calls.Blocking;

/** Calls block while nothing matches, and go on when something does. */
public abstract class BlockingContract extends SpaceFixture {
  private static final String BLOCKING = "org.tuplespace.contract.Calls#blocking";
  private static final String ASYNC = "org.tuplespace.contract.Calls#async";
  private static final Template TEMPLATE = Template.of("job", Integer.class);

  private <T> Caller<T> blocked(boolean takes, java.util.concurrent.Callable<T> call) {
    return takes ? callBlockedIn(call) : callBlockedRd(call);
  }

  @ParameterizedTest
  @MethodSource(BLOCKING)
  void call_nothingMatches_blocksUntilAnOut(Blocking each) throws Exception {
    space.out("job", "other");
    Caller<List<Tuple>> caller = blocked(each.takes(), () -> each.apply(space, TEMPLATE));

    anotherClient().out("job", 2L);
    assertThat(caller.isDone()).isFalse();
    anotherClient().out("job", 2);

    assertThat(caller.result()).containsExactly(Tuple.of("job", 2));
    assertThat(space.count("job", 2)).isEqualTo(each.takes() ? 0 : 1);
    assertThat(space.count("job", any())).isEqualTo(each.takes() ? 2 : 3);
    awaitBlockedIns(0);
    awaitBlockedRds(0);
  }

  @ParameterizedTest
  @MethodSource(BLOCKING)
  void call_somethingMatches_returns(Blocking each) throws Exception {
    space.out("job", 1);
    assertThat(call(() -> each.apply(space, TEMPLATE)).result())
        .containsExactly(Tuple.of("job", 1));
    assertThat(space.count("job", 1)).isEqualTo(each.takes() ? 0 : 1);
  }

  @ParameterizedTest
  @MethodSource(ASYNC)
  void future_nothingMatches_completesWithAnOut(Async each) throws Exception {
    CompletableFuture<?> future = begin(each);
    assertThat(future).isNotDone();
    anotherClient().out("job", 2);
    assertThat(get(future).toString()).contains("(\"job\", 2)");
    assertThat(space.count("job", 2)).isEqualTo(each.takes() ? 0 : 1);
  }

  @SuppressWarnings("unchecked") // only its string is looked at
  private CompletableFuture<Object> begin(Async each) {
    return each.takes()
        ? blockedIn(() -> (CompletableFuture<Object>) each.apply(space, TEMPLATE))
        : blockedRd(() -> (CompletableFuture<Object>) each.apply(space, TEMPLATE));
  }

  @Test
  void out_servesOneBlockedIn() throws Exception {
    List<CompletableFuture<Tuple>> futures = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      futures.add(blockedIn(() -> space.inAsync("job", any())));
    }
    space.out("job", 1);
    assertThat(get(futures.get(0))).isEqualTo(Tuple.of("job", 1));
    awaitBlockedIns(9);
    assertThat(futures.stream().filter(CompletableFuture::isDone)).hasSize(1);
    assertThat(space.count("job", any())).isZero();
  }

  @Test
  void manyBlockedIns_eachServedByItsTuple() throws Exception {
    List<CompletableFuture<Tuple>> futures = new ArrayList<>();
    TupleSpace other = anotherClient();
    for (int i = 0; i < 1_000; i++) {
      futures.add((i % 2 == 0 ? space : other).inAsync("job", i));
    }
    awaitBlockedIns(1_000);
    for (int i = 999; i >= 0; i--) {
      space.out("job", i);
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(get(futures.get(i))).isEqualTo(Tuple.of("job", i));
    }
    assertThat(space.count("job", any())).isZero();
  }

  @Test
  void manyBlockedFilters_allFound() throws Exception {
    List<CompletableFuture<Tuple>> futures = new ArrayList<>();
    for (int i = 0; i < 1_100; i++) {
      futures.add(space.inAsync("job", between(i, i)));
    }
    awaitBlockedIns(1_100);
    for (int i : new int[] {1_099, 0, 1_000, 999, 550}) {
      space.out("job", i);
      assertThat(get(futures.get(i))).isEqualTo(Tuple.of("job", i));
    }
    awaitBlockedIns(1_095);
    assertThat(space.count("job", any())).isZero();
  }

  @Test
  void pingPong_betweenTwoClients() throws Exception {
    TupleSpace other = anotherClient();
    Caller<Integer> echo =
        call(
            () -> {
              int sum = 0;
              for (int i = 0; i < 100; i++) {
                int value = other.in("ping", Integer.class).getInt(1);
                sum += value;
                other.out("pong", value);
              }
              return sum;
            });
    for (int i = 0; i < 100; i++) {
      space.out("ping", i);
      assertThat(space.in("pong", Integer.class)).isEqualTo(Tuple.of("pong", i));
    }
    assertThat(echo.result()).isEqualTo(4950);
  }

  @Test
  void out_happensBeforeTheInThatTakesIt() throws Exception {
    int[] plain = new int[1];
    Caller<Integer> reader =
        callBlockedIn(
            () -> {
              space.in("ready");
              return plain[0];
            });
    plain[0] = 42;
    space.out("ready");
    assertThat(reader.result()).isEqualTo(42);
  }

  @Test
  void dependentOfAFuture_mayCallTheSpace() throws Exception {
    CompletableFuture<Tuple> future = blockedIn(() -> space.inAsync("a", any()));
    CompletableFuture<Tuple> next =
        future.thenCompose(
            tuple ->
                space.outAsync("b", tuple.get(1)).thenCompose(done -> space.inAsync("b", any())));
    space.out("a", 1);
    assertThat(get(next)).isEqualTo(Tuple.of("b", 1));
  }
}
