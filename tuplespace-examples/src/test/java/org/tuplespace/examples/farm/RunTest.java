package org.tuplespace.examples.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tuplespace.LocalTupleSpace;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

@Timeout(60)
class RunTest {

  private static final Task TASK = new Task(0, 1, Tuple.of("payload"));
  private static final Job JOB = new Job("kind", Tuple.of(42), List.of(TASK), task -> 1, "units");

  private final TupleSpace space = new LocalTupleSpace("run");
  private final Run run = Run.create(space, JOB);

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void find_openRun_knowsItsJob() {
    run.open(JOB.tasks());

    Run found = Run.find(space, run.id()).orElseThrow();

    assertThat(found.kind()).isEqualTo("kind");
    assertThat(found.parameters()).isEqualTo(Tuple.of(42));
    assertThat(Run.find(space, "another")).isEmpty();
  }

  @Test
  void findLive_runWithoutCoordinator_isNotFound() {
    run.open(JOB.tasks());
    assertThat(Run.findLive(space, "kind")).isEmpty();

    try (Heartbeat heartbeat = run.coordinatorHeartbeat()) {
      assertThat(heartbeat).isNotNull();
      assertThat(Run.findLive(space, "kind").map(Run::id)).hasValue(run.id());
      assertThat(Run.findLive(space, "another kind")).isEmpty();
    }
  }

  @Test
  void takeAndCommit_moveOneTupleThroughItsStates() throws InterruptedException {
    run.open(JOB.tasks());

    try (Transaction transaction = run.begin()) {
      assertThat(run.take(transaction)).hasValue(TASK);
      assertThat(space.count(run.id(), "task", 0, 1, Tuple.class)).isZero();
      transaction.out(run.result("w", TASK, Tuple.of("result")));
      assertThat(results()).isEmpty();
      transaction.commit();
    }

    assertThat(space.count(run.id(), "task", 0, 1, Tuple.class)).isZero();
    assertThat(results()).containsExactly(new Run.Result(0, "w", Tuple.of("result")));
    assertThat(results()).isEmpty();
  }

  @Test
  void take_thatIsAborted_leavesTheTask() throws InterruptedException {
    run.open(JOB.tasks());
    try (Transaction transaction = run.begin()) {
      assertThat(run.take(transaction)).hasValue(TASK);
    }
    try (Transaction transaction = run.begin()) {
      assertThat(run.take(transaction)).hasValue(TASK);
    }
  }

  @Test
  void take_taskThatKillsItsWorkers_isGivenUp() throws InterruptedException {
    run.open(JOB.tasks());
    for (int deaths = 0; deaths <= Run.MAX_DEATHS; deaths++) {
      try (Transaction transaction = run.begin()) {
        assertThat(run.take(transaction)).hasValue(TASK);
      }
    }
    try (Transaction transaction = run.begin()) {
      assertThatThrownBy(() -> run.take(transaction))
          .isInstanceOf(FarmException.class)
          .hasMessageContaining("task 0")
          .hasMessageContaining("in vain");
    }
  }

  @Test
  void take_runOver_isEmptyThoughTasksAreLeft() throws InterruptedException {
    run.open(JOB.tasks());
    run.announceDone();

    for (int i = 0; i < 2; i++) {
      try (Transaction transaction = run.begin()) {
        assertThat(run.take(transaction)).isEmpty();
      }
    }
  }

  @Test
  void take_coordinatorGone_saysSo() {
    try (Transaction transaction = run.begin()) {
      assertThatThrownBy(() -> run.take(transaction))
          .isInstanceOf(FarmException.class)
          .hasMessageContaining("coordinator");
    }
  }

  private List<Run.Result> results() throws InterruptedException {
    try (Expected<List<Tuple>> results = run.expectResults()) {
      return results.poll(Duration.ZERO).orElse(List.of()).stream().map(Run.Result::of).toList();
    }
  }
}
