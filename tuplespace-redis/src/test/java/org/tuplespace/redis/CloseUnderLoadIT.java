package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.redis.testing.TestSpaces.numbers;
import static org.tuplespace.redis.testing.TestSpaces.range;
import static org.tuplespace.redis.testing.TestSpaces.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;
import org.tuplespace.redis.testing.TestSpaces.Running;

/**
 * A client that closes in the middle of its work: what its callers got is theirs, the rest stays.
 */
class CloseUnderLoadIT {

  private static final int THREADS = 8;
  private static final int TUPLES = 3000;

  private interface Take {
    List<Tuple> from(TupleSpace space) throws Exception;
  }

  private final String name = TestSpaces.name("close");

  @RepeatedTest(5)
  void close_whileTaking_everyTupleIsWithItsTakerOrInTheSpace() {
    Template wanted = Template.of("a", Integer.class);
    check(space -> List.of(space.in(wanted)));
  }

  @RepeatedTest(5)
  void close_whileTakingWithoutWaiting() {
    Template wanted = Template.of("a", Integer.class);
    check(space -> space.inp(wanted).map(List::of).orElse(List.of()));
  }

  @RepeatedTest(3)
  void close_whileTakingMany() {
    Template wanted = Template.of("a", Integer.class);
    check(space -> space.inAll(wanted, 3));
  }

  private void check(Take take) {
    Random random = TestSpaces.random("close under load");
    try (TupleSpace observer = TupleSpaces.connect(RedisForTests.url(), name)) {
      observer.outAll(range(0, TUPLES).stream().map(i -> Tuple.of("a", i)).toList());
      TupleSpace closing = TupleSpaces.connect(RedisForTests.url(), name);
      Queue<Integer> got = new ConcurrentLinkedQueue<>();
      List<Running<Void>> takers = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        takers.add(
            start(
                () -> {
                  try {
                    while (true) {
                      take.from(closing).forEach(tuple -> got.add(tuple.getInt(1)));
                    }
                  } catch (TupleSpaceClosedException expected) {
                    return null;
                  }
                }));
      }
      int enough = random.nextInt(TUPLES / 4);
      await().pollInterval(1, TimeUnit.MILLISECONDS).until(() -> got.size() > enough);
      closing.close();
      takers.forEach(taker -> taker.result().orTimeout(20, TimeUnit.SECONDS).join());
      await().until(() -> observer.stats().sessions() == 1);
      List<Integer> all = new ArrayList<>(got);
      all.addAll(numbers(observer, "a"));
      assertThat(all).containsExactlyInAnyOrderElementsOf(range(0, TUPLES));
      assertThat(observer.inp("a", Integer.class).map(Tuple::deliveries).orElse(0)).isZero();
      observer.drop();
    }
  }

  @Test
  void close_rightAfterATake_keepsIt() throws Exception {
    try (TupleSpace observer = TupleSpaces.connect(RedisForTests.url(), name)) {
      for (int i = 0; i < 30; i++) {
        observer.out("a", i);
        try (TupleSpace brief = TupleSpaces.connect(RedisForTests.url(), name)) {
          assertThat(brief.in("a", Integer.class).getInt(1)).isEqualTo(i);
        }
        assertThat(observer.stats().tuples()).isZero();
      }
      observer.drop();
    }
  }

  @Test
  void close_withServedWaits_everyTupleIsWithItsTakerOrInTheSpace() throws Exception {
    try (TupleSpace observer = TupleSpaces.connect(RedisForTests.url(), name)) {
      for (int round = 0; round < 10; round++) {
        TupleSpace closing = TupleSpaces.connect(RedisForTests.url(), name);
        Queue<Integer> got = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<?>> waits = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          waits.add(closing.inAsync("a", Integer.class).thenAccept(t -> got.add(t.getInt(1))));
        }
        Running<Void> putter =
            start(
                () -> {
                  observer.outAll(range(0, 50).stream().map(i -> Tuple.of("a", i)).toList());
                  for (int i = 50; i < 150; i++) {
                    observer.out("a", i);
                  }
                  return null;
                });
        await().pollInterval(1, TimeUnit.MILLISECONDS).until(() -> got.size() > 20);
        closing.close();
        putter.result().get(20, TimeUnit.SECONDS);
        waits.forEach(wait -> wait.handle((done, error) -> null).join());
        List<Integer> all = new ArrayList<>(got);
        all.addAll(numbers(observer, "a"));
        assertThat(all).containsExactlyInAnyOrderElementsOf(range(0, 150));
        observer.replace(Template.of("a", Integer.class), Tuple.of("done"));
      }
      observer.drop();
    }
  }
}
