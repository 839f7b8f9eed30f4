package org.tuplespace.redis.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A client in a JVM of its own, which can be killed, stopped and resumed. It is told what to do by
 * lines on its standard input, and says where it is by lines on its standard output; when its input
 * ends, it ends. Thread-safe.
 */
final class ClientProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String name;
  private final Process process;
  private final Path errors;
  private final List<String> said = new CopyOnWriteArrayList<>();

  private ClientProcess(String name, Process process, Path errors) {
    this.name = name;
    this.process = process;
    this.errors = errors;
    Thread reader = new Thread(this::read, "output of " + name);
    reader.setDaemon(true);
    reader.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /**
   * Starts a program; it has connected when {@link #awaitReady} returns.
   *
   * @param main a class with a main method that calls {@link ClientProgram#run}
   * @param directory where its standard error goes
   */
  static ClientProcess start(Class<?> main, String name, Path directory, List<String> arguments) {
    Path errors = directory.resolve(name + ".err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Many start, few live long.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      return new ClientProcess(name, process, errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      lines.lines().forEach(said::add);
    } catch (IOException | UncheckedIOException e) {
      // It was killed.
    }
  }

  String name() {
    return name;
  }

  /** Waits until it is connected. */
  void awaitReady() {
    long before = System.nanoTime();
    awaitLines(ClientProgram.READY, 1);
    String ready =
        said.stream()
            .filter(line -> line.startsWith(ClientProgram.READY))
            .findFirst()
            .orElseThrow();
    long there = Long.parseLong(ready.substring(ClientProgram.READY.length()).strip());
    long hour = TimeUnit.HOURS.toNanos(1);
    if (there > System.nanoTime() || there < before - hour) {
      throw new IllegalStateException(
          "System.nanoTime() of two processes is not one clock here, and the suite needs one");
    }
  }

  /** Waits until it has said so many lines that begin so. */
  void awaitLines(String beginning, int count) {
    await()
        .alias(name + " says " + beginning)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(2))
        .until(
            () -> {
              if (lines(beginning) >= count) {
                return true;
              }
              if (!process.isAlive()) {
                throw new IllegalStateException(name + " has ended: " + errors());
              }
              return false;
            });
  }

  /** How many lines it has said that begin so. */
  long lines(String beginning) {
    return said.stream().filter(line -> line.startsWith(beginning)).count();
  }

  /** Gives it a line to read. */
  void tell(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " has ended: " + errors(), e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** {@code kill -9}; returns when it is gone. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** {@code kill}, which it may see to; returns when it is gone. */
  void terminate() {
    process.destroy();
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** {@code kill -STOP}. */
  void stop() {
    Signals.send("STOP", process.pid());
  }

  /** {@code kill -CONT}. */
  void resume() {
    Signals.send("CONT", process.pid());
  }

  /** Ends its input, and waits until it has ended in good order. */
  void end() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(name + " does not end: " + errors());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(name + " failed: " + errors());
    }
  }

  String errors() {
    try {
      return "standard error: " + Files.readString(errors).strip();
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Kills it if it is still there. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
