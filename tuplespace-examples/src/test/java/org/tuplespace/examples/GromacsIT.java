package org.tuplespace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.tuplespace.Match.any;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.TupleSpace;
import org.tuplespace.examples.gromacs.StandInGmx;
import org.tuplespace.redis.server.EmbeddedRedis;

/** The example on GROMACS as its users run it; a script stands in for the program. */
@Timeout(300)
class GromacsIT {

  private static final int ATOMS = 338;
  private static final String PATH = System.getenv("PATH");

  private static EmbeddedRedis server;

  private final String spaceName = "gromacs-it-" + UUID.randomUUID();
  private final TupleSpace space = ConnectedSpace.connectPatiently(server.url(), spaceName);
  private final Map<String, String> environment = new HashMap<>();

  @TempDir private Path directory;
  @TempDir private Path programs;
  @TempDir private Path results;

  @BeforeAll
  static void startServer() {
    server = EmbeddedRedis.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @AfterEach
  void dropSpace() {
    space.drop();
    space.close();
  }

  @Test
  void halfOfTheWorkersKilled_everyFrameIsThereOnce() throws Exception {
    useStandIn();
    environment.put("STAND_IN_SECONDS", "0.7");
    try (ExampleProcess example = start("--replicas", "5", "--steps", "400", "--workers", "4")) {
      space.rd(any(), "next", any(), any()); // the first frames are written
      List<ProcessHandle> workers = example.workers();
      assertThat(workers).hasSize(4);
      workers.subList(0, 2).forEach(worker -> ExampleProcess.signal(worker, "KILL"));

      assertThat(example.awaitExit()).as(example.err()).isZero();
      assertThat(example.err())
          .contains("205 of 205 frames", "ended with status 137", "takes its place")
          .doesNotContain("Exception", "WARN");
      assertThat(example.out().lines()).hasSize(5);
      for (int replica = 1; replica <= 5; replica++) {
        Path trajectory = results.resolve("argon-" + replica + ".xyz");
        assertThat(example.out())
            .contains(
                trajectory
                    + ": 41 frames of 338 atoms, each once; mean temperature 94.0 K, total energy"
                    + " -2.0710 kJ/mol an atom, drift 0.0000 %\n");
        assertThat(times(trajectory)).isEqualTo(expectedTimes(41));
      }
      // With the programs that the killed ones had started.
      example.assertNothingLeft(6);
    }
    assertThat(space.count(any(), any(), any(), any(), any(), any())).isZero();
  }

  @Test
  void programThatFails_itsLastLinesAreTold() throws Exception {
    useStandIn();
    environment.put("STAND_IN_FAILS", "mdrun");
    try (ExampleProcess example = start("--workers", "1")) {
      assertThat(example.awaitExit()).isEqualTo(ExitStatus.FAILED);
      assertThat(example.out()).isEmpty();
      assertThat(example.err())
          .contains(
              "gmx mdrun ended with status 1:", "\nFatal error:\nThe stand-in was told to fail.")
          .doesNotContain("\tat ");
      example.assertNothingLeft(1);
    }
  }

  @Test
  void noProgram_isOneLineThatTellsWhatToInstall() throws Exception {
    environment.put("PATH", programs.toString());
    for (List<String> more : List.of(List.<String>of(), List.of("--join"))) {
      try (ExampleProcess example =
          start(Files.createTempDirectory(directory, "run"), more.toArray(new String[0]))) {
        assertThat(example.awaitExit()).isEqualTo(2);
        assertThat(example.out()).isEmpty();
        assertThat(example.err().lines()).hasSize(1);
        assertThat(example.err()).contains("gmx", "PATH", "apt-get install gromacs");
      }
    }
  }

  @Test
  void realProgram_simulates() throws Exception {
    assumeTrue(isRealProgramUsable(), "there is no gmx whose mdrun works here");
    environment.put("PATH", PATH);
    try (ExampleProcess example = start("--replicas", "2", "--steps", "100", "--workers", "2")) {
      assertThat(example.awaitExit()).as(example.err()).isZero();
      assertThat(example.out().lines())
          .hasSize(2)
          .allMatch(line -> line.contains(": 11 frames of 338 atoms, each once"));
      assertThat(times(results.resolve("argon-2.xyz"))).isEqualTo(expectedTimes(11));
      // Other seeds, other ways.
      assertThat(results.resolve("argon-1.xyz"))
          .content()
          .isNotEqualTo(Files.readString(results.resolve("argon-2.xyz")));
      example.assertNothingLeft(2);
    }
  }

  /** Some processors lack what the program was compiled for; it says so when it should simulate. */
  private boolean isRealProgramUsable() throws IOException, InterruptedException {
    String script =
        """
        printf 'argon\\n1\\n    1AR      AR    1   1.000   1.000   1.000\\n 3.0 3.0 3.0\\n' >conf.gro
        printf '[ defaults ]\\n1 1\\n[ atomtypes ]\\nAR 18 40 0 A 0 0\\n[ moleculetype ]\\nAR 1\\n' >t.top
        printf '[ atoms ]\\n1 AR 1 AR AR 1\\n[ system ]\\nx\\n[ molecules ]\\nAR 1\\n' >>t.top
        printf 'integrator = md\\nnsteps = 1\\nverlet-buffer-tolerance = -1\\n' >g.mdp
        gmx grompp -f g.mdp -c conf.gro -p t.top -o t.tpr -maxwarn 9 && gmx mdrun -nt 1 -s t.tpr
        """;
    Process probe =
        new ProcessBuilder("sh", "-c", script)
            .directory(Files.createTempDirectory(directory, "probe").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return probe.waitFor() == 0;
  }

  private void useStandIn() {
    StandInGmx.install(programs);
    environment.put("PATH", programs + ":" + PATH);
  }

  private static List<String> times(Path trajectory) throws IOException {
    List<String> lines = Files.readAllLines(trajectory);
    assertThat(lines.size() % (ATOMS + 2)).isZero();
    return lines.stream()
        .filter(line -> line.startsWith("Lattice"))
        .map(line -> line.substring(line.indexOf("Time=") + 5))
        .toList();
  }

  private static List<String> expectedTimes(int frames) {
    return IntStream.range(0, frames).mapToObj(i -> String.format("%.4f", i * 0.02)).toList();
  }

  private ExampleProcess start(String... arguments) {
    return start(directory, arguments);
  }

  private ExampleProcess start(Path outputs, String... arguments) {
    List<String> all = new ArrayList<>(List.of("molecular", "--engine", "gromacs"));
    all.addAll(List.of("--redis", server.url(), "--space", spaceName));
    all.addAll(List.of("--atoms", Integer.toString(ATOMS)));
    all.addAll(List.of("--output", results.resolve("argon.xyz").toString()));
    all.addAll(List.of(arguments));
    return ExampleProcess.start(outputs, environment, all.toArray(new String[0]));
  }
}
