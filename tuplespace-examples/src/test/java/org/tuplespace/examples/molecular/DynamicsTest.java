package org.tuplespace.examples.molecular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.LocalTupleSpace;
import org.tuplespace.TupleSpace;
import org.tuplespace.examples.farm.Display;
import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.examples.farm.QueueRun;
import org.tuplespace.examples.farm.Terminal;
import org.tuplespace.examples.farm.ThreadCrew;

@Timeout(120)
class DynamicsTest {

  private static final Liquid LIQUID = new Liquid(400, 7);
  private static final int STEPS = 40;

  private final TupleSpace space = new LocalTupleSpace("molecular");

  @TempDir private Path directory;

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void simulate_anyNumberOfWorkers_hasTheBitsOfOneThread() throws Exception {
    String alone = Dynamics.fingerprint(LIQUID, STEPS);
    for (int workers : new int[] {1, 3}) {
      Path trajectory = directory.resolve(workers + ".xyz");
      Path plot = directory.resolve(workers + ".png");
      try (QueueRun run = run(workers)) {
        Dynamics.Plan plan = new Dynamics.Plan(LIQUID, STEPS, 5, trajectory, plot);
        Dynamics.Outcome outcome = Dynamics.simulate(plan, run);
        run.finish();

        assertThat(outcome.fingerprint()).isEqualTo(alone);
        assertThat(outcome.snapshots()).isEqualTo(9);
        assertThat(outcome.drift()).isLessThan(Dynamics.MAX_DRIFT);
      }
      List<String> lines = Files.readAllLines(trajectory);
      assertThat(lines).hasSize(9 * 402);
      assertThat(times(lines)).isSorted().doesNotHaveDuplicates().hasSize(9);
      assertThat(ImageIO.read(plot.toFile()).getWidth()).isEqualTo(900);
    }
  }

  @Test
  void simulate_fileThatCannotBe_isRefused() throws InterruptedException {
    Path nowhere = directory.resolve("missing").resolve("argon.xyz");
    try (QueueRun run = run(1)) {
      assertThatThrownBy(
              () -> Dynamics.simulate(new Dynamics.Plan(LIQUID, 1, 1, nowhere, nowhere), run))
          .isInstanceOf(FarmException.class)
          .hasMessageStartingWith("can't write " + nowhere);
    }
  }

  private static List<Double> times(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("Lattice"))
        .map(line -> Double.valueOf(line.substring(line.indexOf("Time=") + 5)))
        .toList();
  }

  private QueueRun run(int workers) throws InterruptedException {
    return new QueueRun(
        space,
        new QueueRun.Goal(Dynamics.KIND, STEPS, Dynamics.UNIT),
        id -> ThreadCrew.onQueue(space, id, workers),
        new Display(new PrintStream(OutputStream.nullOutputStream()), Terminal.NONE));
  }
}
