package org.tuplespace.redis.faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.EvalMode;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.faults.EvalWorkerProcess.Computation;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

/** Processes that evaluate are killed in the middle of it. */
@Timeout(180)
class EvalWorkerIT {

  private static final int PATIENCE_SECONDS = 60;

  @TempDir private Path directory;
  private final String name = TestSpaces.name("eval");
  private TupleSpace space;

  @BeforeEach
  void connect() {
    space = connect(EvalMode.WORKERS);
  }

  @AfterEach
  void drop() {
    space.drop();
  }

  private TupleSpace connect(EvalMode mode) {
    return TupleSpaces.builder()
        .url(RedisForTests.url())
        .name(name)
        .allow(Computation.class)
        .eval(mode)
        .connect();
  }

  private ClientProcess start(String worker, int concurrency) {
    return ClientProcess.start(
        EvalWorkerProcess.class,
        worker,
        directory,
        List.of(RedisForTests.url(), name, Integer.toString(concurrency)));
  }

  @Test
  void workerKilledInMidComputation_eachTupleAppearsOnce() throws Exception {
    try (ClientProcess one = start("one", 2);
        ClientProcess other = start("other", 2)) {
      one.awaitReady();
      other.awaitReady();
      List<CompletableFuture<Tuple>> futures = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        futures.add(space.eval("squared", i, new Computation(i)));
      }
      Set<Long> processes = new HashSet<>();
      Set<Integer> begun = new HashSet<>();
      for (int i = 0; i < 4; i++) { // each is now in the middle of two
        Tuple tuple = space.in("begun", Integer.class, Long.class);
        begun.add(tuple.getInt(1));
        processes.add(tuple.getLong(2));
      }
      assertThat(processes).hasSize(2);

      one.kill();
      space.out("go");

      for (int i = 0; i < 10; i++) {
        assertThat(futures.get(i).get(PATIENCE_SECONDS, SECONDS))
            .isEqualTo(Tuple.of("squared", i, i * i));
        assertThat(space.count("squared", i, i * i)).isEqualTo(1);
      }
      List<Integer> again =
          space.rdAll("begun", Integer.class, Long.class).stream()
              .map(tuple -> tuple.getInt(1))
              .filter(begun::contains)
              .toList();
      assertThat(again).as("begun by the killed one, and again").hasSize(2).doesNotHaveDuplicates();
      assertThat(space.count("squared", any(), any())).isEqualTo(10);
      assertThat(space.count("eval failed", any(), any())).isZero();
      assertThat(space.count("eval", any(), any(), any(), any())).isZero();
      other.end();
    }
  }

  @Test
  void callerGone_itsLiveTupleIsComputedByAWorker() throws Exception {
    TupleSpace caller = connect(EvalMode.SHARED);
    CompletableFuture<Tuple> future = caller.eval("squared", 7, new Computation(7));
    space.in("begun", 7, ProcessHandle.current().pid());
    caller.close();
    assertThat(future).isCompletedExceptionally();
    assertThat(space.rdp("squared", 7, any())).isEmpty();
    space.out("go");
    try (ClientProcess worker = start("worker", 1)) {
      assertThat(space.in("squared", 7, Integer.class).getInt(2)).isEqualTo(49);
      worker.end();
    }
  }
}
