package org.tuplespace.examples.gromacs;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tuplespace.examples.farm.FarmException;

/** The program {@code gmx} of GROMACS, in a directory with the files of one simulation. */
public final class Gmx {

  /** What to say where it is missing. */
  public static final String MISSING =
      "--engine gromacs needs the program gmx, which is not on the PATH; install GROMACS (on"
          + " Debian: apt-get install gromacs)";

  private static final String PROGRAM = "gmx";
  private static final int LAST_LINES = 12;
  private static final int KILL_SECONDS = 10;

  /**
   * Runs the arguments with the file {@code $0} as their input, and kills them when the standard
   * input of the shell ends: so they don't outlive a worker that was killed.
   */
  private static final String GUARD =
      """
      exec 3<&0
      "$@" <"$0" 3<&- &
      program=$!
      { read -r _ <&3; kill -KILL "$program"; } 2>/dev/null &
      wait "$program"
      status=$?
      kill "$!" 2>/dev/null
      exit "$status"
      """;

  private final String program;
  private final Path directory;

  Gmx(Path directory) {
    this(PROGRAM, directory);
  }

  Gmx(String program, Path directory) {
    this.program = program;
    this.directory = directory;
  }

  /** Whether it is on the {@code PATH}. */
  public static boolean isInstalled() {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String place : path.split(File.pathSeparator, -1)) {
      if (!place.isEmpty() && Files.isExecutable(Path.of(place, PROGRAM))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Runs a command of it.
   *
   * @param answers to what the command asks for
   * @throws FarmException with the end of what it said, if it fails
   * @throws InterruptedException if interrupted; it is killed then
   */
  void run(List<String> answers, String... command) throws IOException, InterruptedException {
    Path input = directory.resolve("input");
    Files.write(input, answers);
    Path log = directory.resolve("output of gmx " + command[0]);
    List<String> line = new ArrayList<>(List.of("sh", "-c", GUARD, input.toString()));
    line.addAll(List.of(program, "-quiet"));
    line.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.environment().put("GMX_MAXBACKUP", "-1");
    int status = await(builder.redirectErrorStream(true).redirectOutput(log.toFile()).start());
    if (status != 0) {
      throw new FarmException(
          "gmx " + command[0] + " ended with status " + status + ":\n" + lastLines(log));
    }
  }

  private static int await(Process process) throws IOException, InterruptedException {
    try (OutputStream guarded = process.getOutputStream()) {
      return process.waitFor();
    } catch (InterruptedException e) {
      // Its input is closed by now, and the guard kills.
      if (!process.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      throw e;
    }
  }

  private static String lastLines(Path log) throws IOException {
    String said = new String(Files.readAllBytes(log), Charset.defaultCharset());
    List<String> lines =
        said.lines().filter(line -> !line.isBlank() && !line.startsWith("-----")).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }
}
