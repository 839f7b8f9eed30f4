package org.tuplespace.examples.bench.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.report.Results;
import org.tuplespace.examples.bench.system.NotStartedException;
import org.tuplespace.examples.bench.system.Store;
import org.tuplespace.examples.bench.workload.Trial;
import org.tuplespace.examples.bench.workload.Workload;
import org.tuplespace.examples.bench.workload.WrongResultException;

class ProgramTest {

  private static final Metric FIRST = Metric.rate("W", "a workload", "1/s");
  private static final Metric MORE = Metric.cost("W.more", "its time", "µs");

  @TempDir private Path directory;

  private final Results results = new Results();

  @Test
  void run_ofAScript_takesTheFiguresThatItPrints() throws Exception {
    run("2.5");

    assertThat(results.values("W", "foreign")).containsExactly(2.5);
    assertThat(results.values("W.more", "foreign")).containsExactly(7.0);
  }

  @Test
  void run_ofAScriptWithAWrongResult_saysWhich() {
    assertThatThrownBy(() -> run("0"))
        .isInstanceOf(WrongResultException.class)
        .hasMessage("the sum is 0 instead of 1");
  }

  @Test
  void run_ofAScriptThatFails_saysWhatItWrote() {
    assertThatThrownBy(() -> run("1"))
        .isInstanceOf(IOException.class)
        .hasMessage("sh exits with 3: no such library");
  }

  @Test
  void of_anInterpreterThatIsNotThere_isNotStarted() {
    assertThatThrownBy(() -> Program.of("no-such-ruby", "script.sh", directory, List.of()))
        .isInstanceOf(NotStartedException.class)
        .hasMessage("no no-such-ruby in the path");
  }

  private void run(String argument) throws Exception {
    Program program = Program.of("sh", "script.sh", directory, List.of(argument));
    program.run(new Two(), results.of("foreign"));
    program.delete();
    assertThat(directory).isEmptyDirectory();
  }

  private static final class Two implements Workload {
    @Override
    public String group() {
      return "W";
    }

    @Override
    public List<Metric> metrics() {
      return List.of(FIRST, MORE);
    }

    @Override
    public Trial prepare(Store store) {
      throw new UnsupportedOperationException("the script does it");
    }
  }
}
