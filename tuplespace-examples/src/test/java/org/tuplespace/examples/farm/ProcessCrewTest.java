package org.tuplespace.examples.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessCrewTest {

  private static final String UNTIL_INPUT_ENDS = "cat >/dev/null";

  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void killAll() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void close_workersThatWatchTheirInput_end() {
    ProcessCrew crew = crew(3, UNTIL_INPUT_ENDS);
    assertThat(started).hasSize(3).allMatch(Process::isAlive);

    crew.close();

    assertThat(started).noneMatch(Process::isAlive);
    assertThat(crew.isWorking()).isFalse();
  }

  @Test
  void close_workerThatHangs_isKilled() {
    ProcessCrew crew = crew(1, "exec sleep 1000");

    crew.close();

    await().until(() -> !started.get(0).isAlive());
  }

  @Test
  void close_interrupted_stillStopsAll() {
    ProcessCrew crew = crew(2, UNTIL_INPUT_ENDS);
    Thread.currentThread().interrupt();

    crew.close();

    assertThat(Thread.interrupted()).isTrue();
    await().until(() -> started.stream().noneMatch(Process::isAlive));
  }

  @Test
  void checkUp_workerThatFinished_isNotDead() throws InterruptedException {
    try (ProcessCrew crew = crew(1, "exit 0")) {
      assertThat(crew.awaitEnd(Duration.ofSeconds(30))).isTrue();
      assertThat(crew.checkUp()).isEmpty();
      assertThat(crew.isWorking()).isFalse();
      assertThat(messages).isEmpty();
    }
  }

  @Test
  void checkUp_workerThatFailed_isReportedAndNotReplaced() throws InterruptedException {
    try (ProcessCrew crew = crew(1, "echo 'no such thing' >&2; exit 1")) {
      assertThat(crew.awaitEnd(Duration.ofSeconds(30))).isTrue();
      await().until(() -> crew.lastWords().equals("no such thing"));

      List<String> dead = crew.checkUp();

      assertThat(dead).hasSize(1);
      assertThat(crew.isWorking()).isFalse();
      assertThat(messages)
          .containsExactly(
              "worker " + dead.get(0) + ": no such thing",
              "worker " + dead.get(0) + " ended with status 1");
      assertThat(crew.checkUp()).isEmpty();
    }
  }

  @Test
  void checkUp_workerThatWasKilled_isReplacedUnderANewName() throws InterruptedException {
    try (ProcessCrew crew = crew(1, UNTIL_INPUT_ENDS)) {
      started.get(0).destroyForcibly().waitFor();

      assertThat(crew.checkUp()).hasSize(1);
      assertThat(started).hasSize(2);
      assertThat(started.get(1).isAlive()).isTrue();
      assertThat(crew.isWorking()).isTrue();
      assertThat(messages).last().asString().endsWith("-2 takes its place");
    }
  }

  @Test
  void checkUp_workersKilledAgainAndAgain_areGivenUp() throws InterruptedException {
    try (ProcessCrew crew = crew(1, "kill -9 $$")) {
      while (crew.isWorking()) {
        assertThat(crew.awaitEnd(Duration.ofSeconds(30))).isTrue();
        crew.checkUp();
      }
      assertThat(started).hasSizeBetween(5, 20);
    }
  }

  @Test
  void checkUp_workersKilledWhileWorkGetsDone_areAlwaysReplaced() throws InterruptedException {
    try (ProcessCrew crew = crew(1, "echo 1; kill -9 $$")) {
      while (started.size() < 30) {
        assertThat(crew.awaitEnd(Duration.ofSeconds(30))).isTrue();
        await().until(() -> crew.unitsDone() == started.size());
        crew.checkUp();
        assertThat(crew.isWorking()).isTrue();
      }
    }
  }

  @Test
  void unitsDone_linesOnStandardOutput_addUp() {
    try (ProcessCrew crew = crew(2, "echo 3; echo 4")) {
      await().until(() -> crew.unitsDone() == 14);
    }
  }

  @Test
  void start_impossible_saysSo() {
    assertThatThrownBy(
            () ->
                new ProcessCrew(
                    1,
                    name -> {
                      throw new IOException("no java");
                    },
                    messages::add))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no java");
  }

  private ProcessCrew crew(int workers, String script) {
    return new ProcessCrew(
        workers,
        name -> {
          Process process = new ProcessBuilder("sh", "-c", script).start();
          started.add(process);
          return process;
        },
        messages::add);
  }
}
