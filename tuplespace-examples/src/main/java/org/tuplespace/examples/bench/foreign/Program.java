package org.tuplespace.examples.bench.foreign;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tuplespace.examples.bench.report.Figures;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.system.NotStartedException;
import org.tuplespace.examples.bench.workload.Workload;
import org.tuplespace.examples.bench.workload.WrongResultException;

/**
 * An interpreter and a script, which is given the id of a row and {@code name=value} arguments, and
 * prints a line for each figure: the id of its row, a blank, the value.
 */
final class Program {

  /** What a script exits with when a result was wrong. */
  private static final int WRONG = 9;

  private final List<String> command;
  private final Path file;

  private Program(List<String> command, Path file) {
    this.command = command;
    this.file = file;
  }

  /**
   * Of a script of this package, copied to a directory where it finds its libraries.
   *
   * @throws NotStartedException if there is no such interpreter
   */
  static Program of(String interpreter, String script, Path directory, List<String> arguments)
      throws IOException, NotStartedException {
    if (!isInPath(interpreter)) {
      throw new NotStartedException("no " + interpreter + " in the path");
    }
    Path file = Files.createTempFile(directory, "bench", script);
    try (InputStream in = Program.class.getResourceAsStream(script)) {
      if (in == null) {
        throw new IOException("no " + script + " in this build");
      }
      Files.write(file, in.readAllBytes());
    }
    List<String> command = new ArrayList<>(List.of(interpreter, file.toString()));
    command.addAll(arguments);
    return new Program(command, file);
  }

  private static boolean isInPath(String program) {
    String path = System.getenv("PATH");
    return path != null
        && Pattern.compile(File.pathSeparator)
            .splitAsStream(path)
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /** Runs it once for a workload. */
  void run(Workload workload, Figures figures) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(command);
    line.add(2, workload.metrics().get(0).id());
    Path errors = Files.createTempFile("bench", ".err");
    Process process = new ProcessBuilder(line).redirectError(errors.toFile()).start();
    try {
      process.getOutputStream().close();
      int status = process.waitFor(); // it prints less than a pipe holds
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String error = Files.readString(errors).strip();
      if (status == WRONG) {
        throw new WrongResultException(error);
      }
      if (status != 0) {
        throw new IOException(line.get(0) + " exits with " + status + ": " + error);
      }
      for (Metric metric : workload.metrics()) {
        output
            .lines()
            .filter(text -> text.startsWith(metric.id() + " "))
            .map(text -> Double.parseDouble(text.substring(metric.id().length() + 1)))
            .forEach(value -> figures.add(metric, value));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.delete(errors);
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
