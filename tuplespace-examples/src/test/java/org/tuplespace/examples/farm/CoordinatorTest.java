package org.tuplespace.examples.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuplespace.Match.any;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tuplespace.LocalTupleSpace;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

@Timeout(60)
class CoordinatorTest {

  private static final Computation SQUARE =
      payload -> Tuple.of(payload.getInt(0) * payload.getInt(0));

  private final TupleSpace space = new LocalTupleSpace("farm");
  private final Display display =
      new Display(new PrintStream(OutputStream.nullOutputStream()), Terminal.NONE);

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void run_results_areInTheOrderOfTheTasks() throws InterruptedException {
    Outcome outcome = run(squares(100), crew(3, SQUARE));

    assertThat(outcome.results())
        .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(i -> Tuple.of(i * i)).toList());
    assertThat(outcome.unitsByWorker().values().stream().mapToLong(n -> n).sum()).isEqualTo(200);
    assertThat(outcome.unitsByWorker().keySet()).isSubsetOf("worker-1", "worker-2", "worker-3");
  }

  @Test
  void run_thatHasEnough_leavesTheRest() throws InterruptedException {
    Job all = squares(1_000);
    Job some =
        new Job(
            all.kind(),
            all.parameters(),
            all.tasks(),
            all.cost(),
            all.unit(),
            result -> result.equals(Tuple.of(25)));
    Outcome outcome = run(some, crew(2, SQUARE));

    assertThat(outcome.results()).contains(Tuple.of(25)).hasSizeLessThan(1_000);
    assertThat(space.count("job", any(), any(), any())).isZero();
    assertThat(space.count(any(), "task", any(), any(), any())).isZero();
    assertThat(space.count(any(), "result", any(), any(), any())).isZero();
  }

  @Test
  void run_moreTasksThanOneBatch_areAllDone() throws InterruptedException {
    assertThat(run(squares(2_500), crew(2, SQUARE)).results()).hasSize(2_500);
  }

  @Test
  void run_withoutTasks_endsAtOnce() throws InterruptedException {
    assertThat(run(squares(0), crew(1, SQUARE)).results()).isEmpty();
  }

  @Test
  void run_afterwards_leavesOnlyWhatGoesByItself() throws InterruptedException {
    AtomicReference<String> id = new AtomicReference<>();
    run(
        squares(10),
        run -> {
          id.set(run);
          return new ThreadCrew(space, run, 2, SQUARE);
        });

    assertThat(space.count("job", any(), any(), any())).isZero();
    assertThat(space.rdAll(id.get(), "done")).hasSize(1);
    assertThat(space.stats().tuples()).isEqualTo(1 + space.count(id.get(), "alive", String.class));
  }

  @Test
  void run_workerThatFellSilent_losesNoTask() throws InterruptedException {
    Outcome outcome =
        run(
            squares(20),
            id -> {
              takeAndFallSilent(id);
              return new ThreadCrew(space, id, 1, SQUARE);
            });

    assertThat(outcome.results()).hasSize(20);
    assertThat(outcome.unitsByWorker()).isEqualTo(Map.of("worker-1", 40L));
  }

  @Test
  void run_resultThatComesTwice_countsOnce() throws InterruptedException {
    Outcome outcome =
        run(
            squares(5),
            id -> {
              space.out(id, "result", "double", 3, Tuple.of(9));
              return new ThreadCrew(space, id, 1, SQUARE);
            });

    assertThat(outcome.results()).hasSize(5);
    assertThat(outcome.unitsByWorker()).isEqualTo(Map.of("double", 2L, "worker-1", 8L));
  }

  @Test
  void run_taskThatCannotBeDone_fails() {
    Computation picky =
        payload -> {
          if (payload.getInt(0) == 7) {
            throw new IllegalStateException("not seven");
          }
          return payload;
        };

    assertThatThrownBy(() -> run(squares(20), crew(2, picky)))
        .isInstanceOf(FarmException.class)
        .hasMessageContaining("worker-")
        .hasMessageContaining("not seven");
    assertThat(space.count("job", any(), any(), any())).isZero();
  }

  @Test
  void run_noWorkerLeft_failsWithItsLastWords() {
    assertThatThrownBy(() -> run(squares(20), crew(0, SQUARE)))
        .isInstanceOf(FarmException.class)
        .hasMessageContaining("no worker")
        .hasMessageContaining("so it goes");
  }

  @Test
  void run_removedByAnother_fails() {
    assertThatThrownBy(
            () ->
                run(
                    squares(20),
                    id -> {
                      ThreadCrew crew = new ThreadCrew(space, id, 0, SQUARE);
                      space.inp("job", any(), id, any());
                      space.replace(
                          Template.of(id, "task", any(), any(), any()), Tuple.of("removed"));
                      return crew;
                    }))
        .isInstanceOf(FarmException.class)
        .hasMessageContaining("removed");
  }

  @Test
  void run_interrupted_tellsTheWorkersToLeave() {
    List<String> ids = new ArrayList<>();

    assertThatThrownBy(
            () ->
                run(
                    squares(20),
                    id -> {
                      ids.add(id);
                      Thread.currentThread().interrupt();
                      return new ThreadCrew(space, id, 0, SQUARE);
                    }))
        .isInstanceOf(InterruptedException.class);

    assertThat(space.rdp(ids.get(0), "done")).isPresent();
    assertThat(space.count(ids.get(0), "task", any(), any(), any())).isZero();
  }

  @Test
  void run_abandonedOfTheSameKind_isRemoved() throws InterruptedException {
    space.out("job", "squares", "squares-old", Tuple.of());
    space.out("squares-old", "task", 0, 1, Tuple.of(1));
    space.out("squares-old", "result", "ghost", 1, Tuple.of(1));
    space.out("job", "cubes", "cubes-old", Tuple.of());

    run(squares(1), crew(1, SQUARE));

    assertThat(space.rdAll("job", any(), any(), any()))
        .containsExactly(Tuple.of("job", "cubes", "cubes-old", Tuple.of()));
    assertThat(space.count("squares-old", any(), any(), any(), any())).isZero();
  }

  private Outcome run(Job job, Function<String, Crew> hire) throws InterruptedException {
    return Coordinator.run(space, job, hire, display);
  }

  private Function<String, Crew> crew(int workers, Computation computation) {
    return id -> new ThreadCrew(space, id, workers, computation);
  }

  /** As a worker does that is killed: nobody renews the transaction, nor ends it. */
  private void takeAndFallSilent(String id) {
    Run run = Run.find(space, id).orElseThrow();
    try {
      assertThat(run.take(run.begin())).isPresent();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Tasks of two units each: the squares of 0 to {@code n} - 1. */
  private static Job squares(int n) {
    List<Task> tasks = IntStream.range(0, n).mapToObj(i -> new Task(i, 2, Tuple.of(i))).toList();
    return new Job("squares", Tuple.of(), tasks, task -> 1, "squares");
  }
}
