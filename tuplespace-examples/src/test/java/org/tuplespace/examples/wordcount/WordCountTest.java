package org.tuplespace.examples.wordcount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.LocalTupleSpace;
import org.tuplespace.TupleSpace;
import org.tuplespace.examples.farm.Crew;
import org.tuplespace.examples.farm.Crews;
import org.tuplespace.examples.farm.Display;
import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.examples.farm.QueueRun;
import org.tuplespace.examples.farm.Terminal;
import org.tuplespace.examples.farm.ThreadCrew;

@Timeout(120)
class WordCountTest {

  private static final List<String> HOSTS = List.of("host-a", "host-b");
  private static final int FILES = 30;

  private final TupleSpace space = new LocalTupleSpace("wordcount");

  @TempDir private Path directory;

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void count_workersOnBothHosts_mostFilesAreReadWhereTheyAre() throws InterruptedException {
    WordCount.Outcome outcome = count(Duration.ofMinutes(1), HOSTS);

    assertThat(outcome.total()).isEqualTo(FILES * 500);
    assertThat(outcome.atHome()).isEqualTo(FILES);
    assertThat(outcome.bytesMoved()).isZero();
  }

  @Test
  void count_hostWithoutWorkers_isReadByTheOther() throws InterruptedException {
    WordCount.Outcome outcome = count(Duration.ofMillis(200), List.of("host-b"));

    assertThat(outcome.total()).isEqualTo(FILES * 500);
    assertThat(outcome.atHome()).isEqualTo(FILES / 2);
    assertThat(outcome.bytesMoved()).isPositive();
  }

  @Test
  void count_fileThatIsGone_isAClearError() throws Exception {
    Corpus corpus = corpus();
    Path gone = Corpus.file(directory, corpus.entries().get(3));
    Files.delete(gone);
    try (QueueRun run = run(HOSTS)) {
      assertThatThrownBy(() -> WordCount.count(corpus, Duration.ofMinutes(1), run))
          .isInstanceOf(FarmException.class)
          .hasMessageContaining("there is no " + gone);
    }
  }

  @Test
  void count_fileThatWasChanged_isFound() throws Exception {
    Corpus corpus = corpus();
    Files.writeString(Corpus.file(directory, corpus.entries().get(3)), "one more");
    try (QueueRun run = run(HOSTS)) {
      assertThatThrownBy(() -> WordCount.count(corpus, Duration.ofMinutes(1), run))
          .isInstanceOf(FarmException.class)
          .hasMessage("the words counted are not those that were written");
    }
  }

  private WordCount.Outcome count(Duration wait, List<String> alive) throws InterruptedException {
    try (QueueRun run = run(alive)) {
      WordCount.Outcome outcome = WordCount.count(corpus(), wait, run);
      run.finish();
      return outcome;
    }
  }

  private Corpus corpus() {
    return Corpus.write(directory, HOSTS, FILES, 500, 1);
  }

  private QueueRun run(List<String> alive) throws InterruptedException {
    return new QueueRun(
        space,
        new QueueRun.Goal(WordCount.KIND, FILES, WordCount.UNIT),
        id -> {
          List<Crew> crews =
              alive.stream().<Crew>map(host -> ThreadCrew.onQueue(space, id, host, 2)).toList();
          return new Crews(crews);
        },
        new Display(new PrintStream(OutputStream.nullOutputStream()), Terminal.NONE));
  }
}
