package org.tuplespace.examples.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tuplespace.LocalTupleSpace;
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
  void claimAndDeliver_moveOneTupleThroughItsStates() throws InterruptedException {
    run.open(JOB.tasks());

    assertThat(run.claim("w")).hasValue(TASK);
    assertThat(space.rdAll(run.id(), "working", "w", 0, 1, Tuple.of("payload"))).hasSize(1);
    assertThat(space.count(run.id(), "task", 0, 1, Tuple.class)).isZero();

    assertThat(run.deliver("w", TASK, Tuple.of("result"))).isTrue();
    assertThat(space.count(run.id(), "working", "w", 0, 1, Tuple.class)).isZero();
    assertThat(results()).containsExactly(new Run.Result(0, "w", Tuple.of("result")));
    assertThat(results()).isEmpty();
  }

  @Test
  void deliver_taskGivenToAnother_isDropped() throws InterruptedException {
    run.open(JOB.tasks());
    run.claim("slow");
    run.bury("slow");

    assertThat(run.deliver("slow", TASK, Tuple.of("late"))).isFalse();
    assertThat(run.claim("other")).hasValue(TASK);
    assertThat(results()).isEmpty();
  }

  @Test
  void claim_runOver_isEmptyThoughTasksAreLeft() throws InterruptedException {
    run.open(JOB.tasks());
    run.announceDone();

    assertThat(run.claim("w")).isEmpty();
  }

  @Test
  void claim_coordinatorGone_saysSo() {
    assertThatThrownBy(() -> run.claim("w"))
        .isInstanceOf(FarmException.class)
        .hasMessageContaining("coordinator");
  }

  @Test
  void reissueAbandoned_livingWorker_keepsItsTask() throws InterruptedException {
    run.open(JOB.tasks());
    try (Heartbeat heartbeat = run.workerHeartbeat("w")) {
      assertThat(heartbeat).isNotNull();
      run.claim("w");

      assertThat(run.reissueAbandoned()).isZero();
      assertThat(run.deliver("w", TASK, Tuple.of())).isTrue();
    }
  }

  @Test
  void reissueAbandoned_silentWorker_losesItsTask() throws InterruptedException {
    run.open(JOB.tasks());
    run.claim("silent");

    assertThat(run.reissueAbandoned()).isEqualTo(1);
    assertThat(run.claim("other")).hasValue(TASK);
  }

  private List<Run.Result> results() throws InterruptedException {
    try (Expected<List<Tuple>> results = run.expectResults()) {
      return results.poll(Duration.ZERO).orElse(List.of()).stream().map(Run.Result::of).toList();
    }
  }
}
