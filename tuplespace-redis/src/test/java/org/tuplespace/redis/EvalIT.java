package org.tuplespace.redis;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tuplespace.EvalMode;
import org.tuplespace.LiveField;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.eval.EvalWorker;
import org.tuplespace.redis.testing.FaultyProxy;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

/** What is particular to evaluating the tuples of a space on a server: classes, modes and cost. */
@Timeout(120)
class EvalIT {

  private final String name = TestSpaces.name("eval");
  private TupleSpace space;

  @BeforeEach
  void connect() {
    space = builder().connect();
  }

  @AfterEach
  void drop() {
    space.drop();
  }

  private TupleSpaceBuilder builder() {
    return TupleSpaces.builder().url(RedisForTests.url()).name(name);
  }

  private static Tuple get(CompletableFuture<Tuple> future) throws Exception {
    return future.get(60, SECONDS);
  }

  /** A field of a class that not everybody may read. */
  static final class Square implements LiveField<Integer> {
    private static final long serialVersionUID = 1L;
    private final int number;

    Square(int number) {
      this.number = number;
    }

    @Override
    public Integer evaluate(TupleSpace given) throws InterruptedException {
      return number * number;
    }
  }

  /** One that tells what the space holds meanwhile. */
  static final class Count implements LiveField<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long evaluate(TupleSpace given) {
      return given.stats().transactions();
    }
  }

  /** A result that not everybody may read. */
  static final class Answer implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Answers so. */
  static final class Ask implements LiveField<Answer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Answer evaluate(TupleSpace given) {
      return new Answer();
    }
  }

  @Test
  void worker_thatMayNotReadAClass_leavesItToOneThatMay() throws Exception {
    try (TupleSpace caller = builder().allow(Square.class).eval(EvalMode.WORKERS).connect();
        EvalWorker strict = EvalWorker.on(space).concurrency(2).start()) {
      CompletableFuture<Tuple> one = caller.eval("a", 1, new Square(3));
      CompletableFuture<Tuple> other = caller.eval("a", 2, new Square(4));
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  space
                      .rdp(
                          "eval",
                          "worker",
                          any(),
                          any(),
                          any(),
                          any(),
                          any(),
                          any(),
                          List.of(Square.class.getName()))
                      .isPresent());
      assertThat(one).isNotDone();
      try (TupleSpace another = builder().allow(Square.class).connect();
          EvalWorker able = EvalWorker.on(another).concurrency(1).start()) {
        assertThat(get(one)).isEqualTo(Tuple.of("a", 1, 9));
        assertThat(get(other)).isEqualTo(Tuple.of("a", 2, 16));
      }
      assertThat(strict.done()).isZero();
    }
  }

  @Test
  void caller_thatMayNotWriteAClass_evaluatesHere() throws Exception {
    try (EvalWorker worker = EvalWorker.on(space).start()) {
      assertThat(get(space.eval("a", new Square(3)))).isEqualTo(Tuple.of("a", 9));
      assertThat(worker.done()).isZero();
    }
  }

  @Test
  void lambda_isEvaluatedHere_thoughOnlyWorkersShould() throws Exception {
    try (TupleSpace caller = builder().eval(EvalMode.WORKERS).connect()) {
      LiveField<String> lambda = given -> Thread.currentThread().getName();
      assertThat(get(caller.eval("a", lambda)).getString(1)).contains(name);
    }
  }

  @Test
  void here_putsNoLiveTuple() throws Exception {
    try (TupleSpace caller = builder().allow(Count.class).eval(EvalMode.HERE).connect()) {
      assertThat(get(caller.eval("transactions", new Count())).getLong(1)).isZero();
    }
    try (TupleSpace caller = builder().allow(Count.class).connect()) {
      assertThat(get(caller.eval("transactions", new Count())).getLong(1)).isEqualTo(1);
    }
  }

  @Test
  void result_thatTheCallerMayNotRead_isThere_andTheCallerLearnsWhy() throws Exception {
    try (TupleSpace caller = builder().allow(Ask.class).eval(EvalMode.WORKERS).connect();
        TupleSpace another = builder().allow(Ask.class, Answer.class).connect();
        EvalWorker worker = EvalWorker.on(another).concurrency(1).start()) {
      CompletableFuture<Tuple> future = caller.eval("a", new Ask());
      assertThat(another.in("a", Answer.class).get(1)).isInstanceOf(Answer.class);
      assertThat(future)
          .failsWithin(Duration.ofSeconds(60))
          .withThrowableThat()
          .withMessageContaining("Answer");
    }
  }

  // ---- what an eval costs, as the documentation of TupleSpace.eval has it

  private static int operations(FaultyProxy proxy) {
    return proxy.kept().size();
  }

  @Test
  void cost_ofAnEvalHere() throws Exception {
    try (FaultyProxy proxy = FaultyProxy.to(URI.create(RedisForTests.url()).getPort());
        TupleSpace caller = builder().url(proxy.url()).allow(Square.class).connect()) {
      LiveField<Integer> lambda = given -> 4;
      get(caller.eval("warm", new Square(2)));
      proxy.keep(ScriptCalls::isOperation);
      get(caller.eval("a", lambda));
      assertThat(operations(proxy)).as("lambda").isEqualTo(1);
      proxy.keep(ScriptCalls::isOperation);
      long begun = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        get(caller.eval("a", new Square(i)));
      }
      long looks = 1 + SECONDS.convert(System.nanoTime() - begun, NANOSECONDS);
      assertThat(operations(proxy)).as("live").isBetween(80, (int) (80 + looks));
    }
  }

  @Test
  void cost_ofAnEvalByAWorker() throws Exception {
    try (FaultyProxy proxy = FaultyProxy.to(URI.create(RedisForTests.url()).getPort());
        TupleSpace caller = builder().allow(Square.class).eval(EvalMode.WORKERS).connect();
        TupleSpace another = builder().url(proxy.url()).allow(Square.class).connect();
        EvalWorker worker = EvalWorker.on(another).concurrency(1).start()) {
      get(caller.eval("warm", new Square(2)));
      long begun = System.nanoTime();
      proxy.keep(ScriptCalls::isOperation);
      for (int i = 0; i < 20; i++) {
        get(caller.eval("a", new Square(i)));
      }
      long renewals = 2 * (2 + SECONDS.convert(System.nanoTime() - begun, NANOSECONDS));
      assertThat(operations(proxy)).isBetween(59, (int) (61 + renewals));
    }
  }

  @Test
  void cost_ofAnEvalElsewhere() throws Exception {
    try (FaultyProxy proxy = FaultyProxy.to(URI.create(RedisForTests.url()).getPort());
        TupleSpace caller =
            builder().url(proxy.url()).allow(Square.class).eval(EvalMode.WORKERS).connect();
        TupleSpace another = builder().allow(Square.class).connect();
        EvalWorker worker = EvalWorker.on(another).concurrency(1).start()) {
      get(caller.eval("warm", new Square(2)));
      proxy.keep(ScriptCalls::isOperation);
      get(caller.eval("a", new Square(3)));
      assertThat(operations(proxy)).isEqualTo(3);
    }
  }
}
