package org.tuplespace.local;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tuplespace.LocalTupleSpace;
import org.tuplespace.Match;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.internal.Request;

/** Giving up against being served: one of both happens, never half of each. */
class WaiterFutureTest {
  private static final Template TEMPLATE = Template.of("a", Match.any());
  private static final Tuple TUPLE = Tuple.of("a", 1);

  private final LocalSpace space = new LocalSpace("test");

  /** What the space wants to run on its own thread, held back so that races stand still. */
  private final Deque<Runnable> held = new ArrayDeque<>();

  private final LocalTupleSpace api = new LocalTupleSpace("test");

  @AfterEach
  void close() {
    space.close();
    api.close();
  }

  private CompletableFuture<Tuple> submit(Request request) {
    return space.submit(request, Agenda.NEVER, tuples -> tuples.get(0), held::add, null);
  }

  private void out() {
    space.out(TUPLE, OutOptions.NONE);
  }

  @Test
  void cancel_servedButNotComplete_comesTooLate() {
    CompletableFuture<Tuple> future = submit(Request.in(TEMPLATE));
    out();
    assertThat(future).isNotDone();
    assertThat(future.cancel(false)).isFalse();
    assertThat(future).isCompletedWithValue(TUPLE);
    held.remove().run();
    assertThat(future).isCompletedWithValue(TUPLE);
    assertThat(space.footprint()).isZero();
  }

  @Test
  void cancel_swapServedButNotComplete_comesTooLate() {
    CompletableFuture<Tuple> future = submit(Request.swap(TEMPLATE, Tuple.of("b")));
    out();
    assertThat(future.cancel(false)).isFalse();
    assertThat(future).isCompletedWithValue(TUPLE);
    assertThat(space.count(Template.of("b"))).isEqualTo(1);
    assertThat(space.count(TEMPLATE)).isZero();
  }

  @Test
  void cancel_beforeItIsServed_leavesTheTupleToTheNext() {
    CompletableFuture<Tuple> first = submit(Request.in(TEMPLATE));
    CompletableFuture<Tuple> second = submit(Request.in(TEMPLATE));
    assertThat(first.cancel(false)).isTrue();
    assertThat(first.cancel(false)).isTrue();
    out();
    held.remove().run();
    assertThat(second).isCompletedWithValue(TUPLE);
    assertThat(held).isEmpty();
    assertThat(space.footprint()).isZero();
  }

  @Test
  void completeFromOutside_whileWaiting_withdraws() {
    CompletableFuture<Tuple> future = submit(Request.in(TEMPLATE));
    assertThat(future.complete(Tuple.of("mine"))).isTrue();
    out();
    assertThat(future).isCompletedWithValue(Tuple.of("mine"));
    assertThat(space.count(TEMPLATE)).isEqualTo(1);
  }

  @Test
  void completeFromOutside_served_comesTooLate() {
    CompletableFuture<Tuple> future = submit(Request.in(TEMPLATE));
    out();
    assertThat(future.complete(Tuple.of("mine"))).isFalse();
    assertThat(future.completeExceptionally(new TimeoutException())).isFalse();
    assertThat(future).isCompletedWithValue(TUPLE);
  }

  @Test
  void completeAsync_served_comesTooLate() {
    CompletableFuture<Tuple> future = submit(Request.in(TEMPLATE));
    out();
    assertThat(future.completeAsync(() -> Tuple.of("mine"), Runnable::run))
        .isCompletedWithValue(TUPLE);
    CompletableFuture<Tuple> waiting = submit(Request.in(TEMPLATE));
    assertThat(waiting.completeAsync(() -> Tuple.of("mine"), Runnable::run))
        .isCompletedWithValue(Tuple.of("mine"));
    assertThat(space.footprint()).isZero();
  }

  @Test
  void orTimeout_over_withdraws() {
    CompletableFuture<Tuple> future = api.inAsync(TEMPLATE).orTimeout(1, MILLISECONDS);
    assertThatThrownBy(future::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
    api.out(TUPLE);
    assertThat(api.count(TEMPLATE)).isEqualTo(1);
    assertThat(api.stats().blockedIns()).isZero();
  }

  @Test
  void dependents_runOnAThreadOfTheSpace_withoutTheLock() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CompletableFuture<String> thread =
        api.inAsync(TEMPLATE)
            .thenApply(
                tuple -> {
                  awaitQuietly(blocked);
                  return Thread.currentThread().getName();
                });
    api.out(TUPLE);
    api.out(Tuple.of("b"));
    assertThat(api.in("b")).isEqualTo(Tuple.of("b"));
    blocked.countDown();
    assertThat(thread.get(10, SECONDS)).startsWith("tuplespace-test-futures-");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void close_afterServing_keepsTheTuple() throws Exception {
    CompletableFuture<Tuple> future = api.inAsync(TEMPLATE);
    CompletableFuture<Tuple> other = api.inAsync("b");
    api.out(TUPLE);
    api.close();
    assertThat(future.get(10, SECONDS)).isEqualTo(TUPLE);
    assertThatThrownBy(() -> other.get(10, SECONDS))
        .hasCauseInstanceOf(TupleSpaceClosedException.class);
    assertThat(other.cancel(false)).isFalse();
  }

  @Test
  void close_blockedCaller_seesItsOwnStack() throws Exception {
    CompletableFuture<Throwable> failure =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return new AssertionError("got " + api.in("never"));
              } catch (InterruptedException | TupleSpaceClosedException e) {
                return e;
              }
            },
            task -> new Thread(task).start());
    while (api.stats().blockedIns() == 0) {
      Thread.onSpinWait();
    }
    api.close();
    assertThat(failure.get(10, SECONDS))
        .isInstanceOf(TupleSpaceClosedException.class)
        .hasMessageContaining("\"test\"")
        .satisfies(
            thrown ->
                assertThat(List.of(thrown.getStackTrace()))
                    .anyMatch(frame -> frame.getClassName().contains("WaiterFutureTest")));
  }
}
