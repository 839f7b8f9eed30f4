package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuplespace.Match.any;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tuplespace.LiveField;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.contract.SampleTypes.NotSerializable;

/** Active tuples: evaluated in the background, then put. */
public abstract class EvalContract extends SpaceFixture {

  private static Callable<Object> callable(Callable<Object> callable) {
    return callable;
  }

  @Test
  void eval_putsTheTupleOfTheResults() throws Exception {
    Callable<Double> root = () -> Math.sqrt(25.0);
    Supplier<String> text = () -> "five";
    CompletableFuture<Tuple> future = space.eval("sqrt", 25.0, root, text, null);
    Tuple expected = Tuple.of("sqrt", 25.0, 5.0, "five", null);
    assertThat(space.in("sqrt", 25.0, Double.class, any(), any())).isEqualTo(expected);
    assertThat(get(future)).isEqualTo(expected);
  }

  @Test
  void eval_completesWhenTheTupleIsThere() throws Exception {
    Tuple tuple = get(space.eval("a", callable(() -> 1)));
    assertThat(space.inp("a", 1)).contains(tuple);
  }

  @Test
  void eval_nothingToEvaluate_isOut() throws Exception {
    assertThat(get(space.eval("a", 1))).isEqualTo(Tuple.of("a", 1));
    assertThat(space.inp("a", 1)).isPresent();
  }

  @Test
  void eval_resultNull_isAField() throws Exception {
    assertThat(get(space.eval("a", callable(() -> null)))).isEqualTo(Tuple.of("a", null));
  }

  @Test
  void eval_returnsAtOnce_andPutsNothingBefore() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    CompletableFuture<Tuple> future =
        space.eval(
            "a",
            callable(
                () -> {
                  latch.await();
                  return 1;
                }));
    assertThat(future).isNotDone();
    assertThat(space.rdp("a", any())).isEmpty();
    latch.countDown();
    assertThat(get(future)).isEqualTo(Tuple.of("a", 1));
  }

  @Test
  void eval_fieldsInParallel() throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(3);
    Callable<Object> meet =
        () -> {
          barrier.await();
          return true;
        };
    assertThat(get(space.eval(meet, meet, meet))).isEqualTo(Tuple.of(true, true, true));
  }

  @Test
  void eval_manyThatBlockOnTheSpace_allGoOn() throws Exception {
    List<CompletableFuture<Tuple>> futures = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int next = i + 1;
      futures.add(space.eval("link", i, callable(() -> space.in("go", next).get(1))));
    }
    awaitBlockedIns(40);
    get(space.eval("starter", callable(() -> startAll(40))));
    for (int i = 0; i < 40; i++) {
      assertThat(get(futures.get(i))).isEqualTo(Tuple.of("link", i, i + 1));
    }
  }

  private Object startAll(int count) {
    for (int i = count; i > 0; i--) {
      space.out("go", i);
    }
    return count;
  }

  @Test
  void eval_failure_putsATupleThatSaysSo() throws Exception {
    CompletableFuture<Tuple> future =
        space.eval(
            "a",
            1,
            callable(
                () -> {
                  throw new IllegalStateException("out of luck");
                }),
            callable(() -> 2));
    Tuple failed = space.in("eval failed", Tuple.class, String.class);
    assertThat(failed.getTuple(1)).isEqualTo(Tuple.of("a", 1, null, null));
    assertThat(failed.getString(2)).contains("out of luck").contains("IllegalStateException");
    assertThatThrownBy(() -> get(future)).hasMessageContaining("out of luck");
    assertThat(space.rdp("a", any(), any(), any())).isEmpty();
  }

  @Test
  void eval_failure_completesAfterTheTupleIsThere() {
    CompletableFuture<Tuple> future =
        space.eval(
            "a",
            callable(
                () -> {
                  throw new AssertionError("an Error, not an Exception");
                }));
    assertThatThrownBy(() -> get(future)).hasStackTraceContaining("an Error, not an Exception");
    assertThat(space.inp("eval failed", Tuple.of("a", null), any())).isPresent();
  }

  @Test
  void eval_resultThatNoTupleCanHold_putsATupleThatSaysSo() throws Exception {
    CompletableFuture<Tuple> future = space.eval("a", callable(NotSerializable::new));
    Tuple failed = space.in("eval failed", any(), any());
    assertThat(failed.getTuple(1)).isEqualTo(Tuple.of("a", null));
    assertThat(failed.getString(2)).contains("NotSerializable");
    assertThatThrownBy(() -> get(future)).isNotNull();
  }

  @Test
  void eval_passiveFieldThatNoTupleCanHold_isAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> space.eval("a", callable(() -> 1), new NotSerializable()))
        .withMessageContaining("field 2");
    assertThatIllegalArgumentException().isThrownBy(() -> space.eval("a", Integer.class));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> space.eval(callable(() -> 1), Template.of("a")));
    assertThat(space.stats().tuples()).isZero();
  }

  // ---- live tuples

  /** A field that other processes could evaluate. */
  static final class Power implements LiveField<Integer> {
    private static final long serialVersionUID = 1L;
    private final int base;
    private final transient @Nullable AtomicInteger calls;

    Power(int base, @Nullable AtomicInteger calls) {
      this.base = base;
      this.calls = calls;
    }

    @Override
    public Integer evaluate(TupleSpace given) throws InterruptedException {
      if (calls != null) {
        calls.incrementAndGet();
      }
      return base * given.rd("factor", Integer.class).getInt(1);
    }
  }

  /** Passes on what it gets. */
  static final class Link implements LiveField<Integer> {
    private static final long serialVersionUID = 1L;
    private final int number;

    Link(int number) {
      this.number = number;
    }

    @Override
    public Integer evaluate(TupleSpace given) throws InterruptedException {
      int sum = given.in("sum", number, Integer.class).getInt(2);
      given.out("sum", number + 1, sum + number);
      return sum;
    }
  }

  /** Fails. */
  static final class Failing implements LiveField<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer evaluate(TupleSpace given) {
      throw new IllegalStateException("out of luck");
    }
  }

  @Test
  void eval_liveField_isGivenTheSpace() throws Exception {
    LiveField<Integer> lambda = given -> given.in("factor", Integer.class).getInt(1) + 1;
    CompletableFuture<Tuple> future = space.eval("a", lambda);
    space.out("factor", 6);
    assertThat(get(future)).isEqualTo(Tuple.of("a", 7));
    assertThat(space.inp("a", 7)).isPresent();
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void eval_live_callsTheObjectsGiven_andLeavesNothing() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    CompletableFuture<Tuple> future =
        space.eval("a", 1, new Power(2, calls), new Power(3, calls), null);
    assertThat(space.rdp("a", any(), any(), any(), any())).isEmpty();
    space.out("factor", 5);
    assertThat(get(future)).isEqualTo(Tuple.of("a", 1, 10, 15, null));
    assertThat(space.inp("a", 1, 10, 15, null)).isPresent();
    assertThat(calls).hasValue(2);
    space.in("factor", 5);
    await(() -> space.stats().tuples() == 0 && space.stats().transactions() == 0);
    assertThat(space.stats().blockedIns()).isZero();
  }

  @Test
  void eval_live_manyThatBlockOnOneAnother_allGoOn() throws Exception {
    List<CompletableFuture<Tuple>> futures = new ArrayList<>();
    for (int i = 40; i > 0; i--) {
      futures.add(space.eval("link", i, new Link(i)));
    }
    space.out("sum", 1, 0);
    for (CompletableFuture<Tuple> future : futures) {
      int number = get(future).getInt(1);
      assertThat(get(future).getInt(2)).isEqualTo(number * (number - 1) / 2);
    }
    assertThat(space.count("link", any(), any())).isEqualTo(40);
  }

  @Test
  void eval_live_failure_putsATupleThatSaysSo() {
    CompletableFuture<Tuple> future = space.eval("a", 1, new Failing());
    assertThatThrownBy(() -> get(future))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("out of luck");
    Tuple failed = space.inp("eval failed", Tuple.class, String.class).orElseThrow();
    assertThat(failed.getTuple(1)).isEqualTo(Tuple.of("a", 1, null));
    assertThat(failed.getString(2)).contains("out of luck");
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void close_live_failsTheFuture() {
    TupleSpace own = anotherSpace();
    CompletableFuture<Tuple> future = own.eval("a", new Power(2, null));
    own.close();
    assertThatThrownBy(() -> get(future)).isInstanceOf(TupleSpaceClosedException.class);
  }
}
