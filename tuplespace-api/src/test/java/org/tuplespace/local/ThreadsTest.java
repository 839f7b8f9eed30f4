package org.tuplespace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tuplespace.LocalTupleSpace;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleListener;

/** A space has threads only while they have something to do. */
class ThreadsTest {
  private final String name = UUID.randomUUID().toString();
  private final LocalTupleSpace space = new LocalTupleSpace(name);

  @AfterEach
  void close() {
    space.close();
  }

  private List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(thread -> thread.contains(name))
        .toList();
  }

  private void awaitNoThreads() {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> threads().isEmpty());
  }

  @Test
  void blockedFuturesAndFarAppointments_useNoThread() {
    space.out(Tuple.of("a"), OutOptions.timeToLive(Duration.ofHours(1)));
    for (int i = 0; i < 10_000; i++) {
      assertThat(space.inAsync("b", i)).isNotDone();
    }
    // The alarm alone: someone waits, and something is due.
    assertThat(threads()).hasSizeLessThanOrEqualTo(1);
    assertThat(space.inp("a")).isPresent();
    awaitNoThreads();
    for (int i = 0; i < 10_000; i++) {
      space.out("b", i);
    }
    assertThat(space.count("b", any())).isZero();
    awaitNoThreads();
  }

  @Test
  void alarm_answersATimedFuture_andEnds() {
    CompletableFuture<Optional<Tuple>> later =
        space.inAsync(Template.of("a"), Duration.ofSeconds(30));
    CompletableFuture<Optional<Tuple>> soon =
        space.inAsync(Template.of("a"), Duration.ofMillis(20));
    assertThat(soon.join()).isEmpty();
    assertThat(later).isNotDone();
    later.cancel(false);
    awaitNoThreads();
  }

  @Test
  void close_endsAllThreads() {
    space.watch(Template.of("a"), new TupleListener() {});
    space.out("a");
    space.out(Tuple.of("a"), OutOptions.delay(Duration.ofHours(1)));
    assertThat(space.inAsync("b")).isNotDone();
    CompletableFuture<Tuple> eval =
        space.eval(
            "c",
            (Callable<Object>)
                () -> {
                  Thread.sleep(1_000_000);
                  return 1;
                });
    space.close();
    awaitNoThreads();
    assertThat(eval).isCompletedExceptionally();
  }
}
