package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.greaterThan;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleListener;
import org.tuplespace.Watch;

/** Listeners are told of what matches, in its order. */
public abstract class WatchContract extends SpaceFixture {

  /** Writes down what it is told. */
  private static final class Log implements TupleListener {
    final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void onOut(Tuple tuple) {
      events.add("out " + tuple);
    }

    @Override
    public void onRemoved(Tuple tuple) {
      events.add("removed " + tuple);
    }

    @Override
    public void onGap(long missed) {
      events.add("gap " + missed);
    }
  }

  private final Log log = new Log();

  private void assertEvents(String... expected) {
    await(() -> log.events.size() >= expected.length);
    assertThat(log.events).containsExactly(expected);
  }

  @Test
  void watch_ofAll_tellsOfEveryArity() {
    Log other = new Log();
    Watch some = space.watch(Template.of("a", any()), other);
    Watch all = space.watch(log);
    space.out("a", 1);
    space.out();
    space.inp("a", 1);
    anotherClient().out(Tuple.of("b", 1, 2));
    assertEvents("out (\"a\", 1)", "out ()", "removed (\"a\", 1)", "out (\"b\", 1, 2)");
    await(() -> other.events.size() == 2);
    all.close();
    some.close();
    space.out("a", 2);
    assertThat(log.events).hasSize(4);
    assertThat(other.events).hasSize(2);
  }

  @Test
  void watch_tellsOutsAndRemovalsInOrder() {
    space.watch(Template.of("a", any()), log);
    space.out("a", 1);
    space.out("b", 1);
    space.out("a", 2);
    space.rdp("a", 1);
    space.inp("a", 1);
    space.inp("b", 1);
    anotherClient().out("a", 3);
    assertEvents("out (\"a\", 1)", "out (\"a\", 2)", "removed (\"a\", 1)", "out (\"a\", 3)");
  }

  @Test
  void watch_tellsNothingOfBefore() {
    space.out("a", 1);
    space.watch(Template.of("a", any()), log);
    space.out("a", 2);
    assertEvents("out (\"a\", 2)");
  }

  @Test
  void watch_withFilter_tellsOnlyMatches() {
    space.watch(Template.of("a", greaterThan(10)), log);
    space.out("a", 1);
    space.out("a", 11);
    space.inp("a", 1);
    space.inp("a", 11);
    assertEvents("out (\"a\", 11)", "removed (\"a\", 11)");
  }

  @Test
  void watch_tupleServedToABlockedIn_isTold() throws Exception {
    space.watch(Template.of("a", any()), log);
    CompletableFuture<Tuple> future = blockedIn(() -> space.inAsync("a", any()));
    space.out("a", 1);
    get(future);
    assertEvents("out (\"a\", 1)", "removed (\"a\", 1)");
  }

  @Test
  void watch_tellsOfManyTuplesOfOneCall() throws Exception {
    space.watch(Template.of("a", any()), log);
    space.outAll(List.of(Tuple.of("a", 1), Tuple.of("b", 1), Tuple.of("a", 2)));
    space.replace(Template.of(any(), 1), Tuple.of("a", 3));
    space.swap(Template.of("a", 2), Tuple.of("a", 4));
    assertThat(space.inAll(Template.of("a", any()), 10)).hasSize(2);
    assertEvents(
        "out (\"a\", 1)",
        "out (\"a\", 2)",
        "removed (\"a\", 1)",
        "out (\"a\", 3)",
        "removed (\"a\", 2)",
        "out (\"a\", 4)",
        "removed (\"a\", 3)",
        "removed (\"a\", 4)");
  }

  @Test
  void watch_tellsWhenADelayAndATimeToLiveAreOver() {
    space.watch(Template.of("a", any()), log);
    space.out(
        Tuple.of("a", 1),
        OutOptions.delay(Duration.ofMillis(100)).withTimeToLive(Duration.ofMillis(100)));
    space.out("a", 2);
    assertEvents("out (\"a\", 2)", "out (\"a\", 1)", "removed (\"a\", 1)");
  }

  @Test
  void watch_closed_tellsNoMore() {
    Log other = new Log();
    Watch watch = space.watch(Template.of("a", any()), log);
    space.watch(Template.of("a", any()), other);
    space.out("a", 1);
    assertEvents("out (\"a\", 1)");
    watch.close();
    watch.close();
    space.out("a", 2);
    await(() -> other.events.size() == 2);
    assertEvents("out (\"a\", 1)");
  }

  @Test
  void watch_listenerThatThrows_isCalledForTheNext() {
    List<Tuple> seen = new CopyOnWriteArrayList<>();
    space.watch(
        Template.of("a", any()),
        new TupleListener() {
          @Override
          public void onOut(Tuple tuple) {
            seen.add(tuple);
            throw new IllegalStateException("thrown by the listener of a test");
          }
        });
    space.out("a", 1);
    space.out("a", 2);
    await(() -> seen.size() == 2);
    assertThat(seen).containsExactly(Tuple.of("a", 1), Tuple.of("a", 2));
  }

  @Test
  void watch_listenerMayCallTheSpace() throws Exception {
    space.watch(
        Template.of("ping", any()),
        new TupleListener() {
          @Override
          public void onOut(Tuple tuple) {
            space.out("pong", tuple.get(1));
          }
        });
    space.out("ping", 1);
    assertThat(call(() -> space.in("pong", any())).result()).isEqualTo(Tuple.of("pong", 1));
  }

  @Test
  void watch_callsComeOneAtATime() {
    List<Integer> seen = new CopyOnWriteArrayList<>();
    int[] unguarded = new int[1];
    space.watch(
        Template.of("a", any()),
        new TupleListener() {
          @Override
          public void onOut(Tuple tuple) {
            unguarded[0]++;
            seen.add(tuple.getInt(1));
          }
        });
    for (int i = 0; i < 200; i++) {
      space.out("a", i);
    }
    await(() -> seen.size() == 200);
    assertThat(seen).isSorted();
    assertThat(unguarded[0]).isEqualTo(200);
  }
}
