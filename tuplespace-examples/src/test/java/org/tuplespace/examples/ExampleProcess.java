package org.tuplespace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program as the launcher starts it, in a process of its own. */
final class ExampleProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Process process;
  private final Path directory;
  private final Set<ProcessHandle> offspring = ConcurrentHashMap.newKeySet();

  private ExampleProcess(Process process, Path directory) {
    this.process = process;
    this.directory = directory;
    Thread watcher = new Thread(this::watchOffspring, "offspring of " + process.pid());
    watcher.setDaemon(true);
    watcher.start();
  }

  /**
   * Starts {@code ./tuples example ARGUMENTS}.
   *
   * @param directory an existing one of its own, for its output and its temporary files
   */
  static ExampleProcess start(Path directory, String... arguments) {
    return start(directory, Map.of(), arguments);
  }

  /** As {@link #start(Path, String...)}, with these variables in its environment. */
  static ExampleProcess start(
      Path directory, Map<String, String> environment, String... arguments) {
    try {
      Path temporary = Files.createDirectory(directory.resolve("tmp"));
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-Djava.io.tmpdir=" + temporary);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of(Main.class.getName(), "example"));
      command.addAll(List.of(arguments));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(directory.resolve("out").toFile())
              .redirectError(directory.resolve("err").toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      return new ExampleProcess(process, directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void watchOffspring() {
    while (process.isAlive()) {
      process.descendants().forEach(offspring::add);
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  long pid() {
    return process.pid();
  }

  /** The worker of this name, once it has been started. */
  ProcessHandle worker(String name) {
    return await()
        .atMost(PATIENCE)
        .until(() -> findWorker(name), Optional::isPresent)
        .orElseThrow();
  }

  /** The workers that run now. */
  List<ProcessHandle> workers() {
    return process
        .descendants()
        .filter(handle -> commandLine(handle).contains(" " + WorkerMain.class.getName() + " "))
        .toList();
  }

  private static String commandLine(ProcessHandle handle) {
    return handle.info().commandLine().orElse("") + " ";
  }

  private Optional<ProcessHandle> findWorker(String name) {
    return process
        .descendants()
        .filter(handle -> commandLine(handle).contains(" " + name + " "))
        .findFirst();
  }

  void signal(String signal) {
    signal(process.toHandle(), signal);
  }

  static void signal(ProcessHandle handle, String signal) {
    try {
      String pid = Long.toString(handle.pid());
      assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for the end and returns the exit status. */
  int awaitExit() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("ended within %s, and said %s", PATIENCE, err())
        .isTrue();
    return process.exitValue();
  }

  String out() {
    return read("out");
  }

  String err() {
    return read("err");
  }

  private String read(String name) {
    try {
      return Files.readString(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails if a process or a file is left of it, a moment after its end. */
  void assertNothingLeft(int atLeastProcesses) {
    assertThat(offspring).as("processes started").hasSizeGreaterThanOrEqualTo(atLeastProcesses);
    await().atMost(Duration.ofSeconds(5)).until(() -> survivors().isEmpty());
    await().atMost(Duration.ofSeconds(5)).until(() -> temporaryFiles().isEmpty());
  }

  private List<String> survivors() {
    return offspring.stream()
        .filter(ProcessHandle::isAlive)
        .map(handle -> handle.info().commandLine().orElse("?"))
        .toList();
  }

  private List<Path> temporaryFiles() {
    try (Stream<Path> files = Files.list(directory.resolve("tmp"))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    offspring.forEach(ProcessHandle::destroyForcibly);
  }
}
