package org.tuplespace.redis.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A server program and the shell that watches over it (see {@code supervise.sh}): the server ends
 * when this process does, even when it is killed.
 *
 * <p>Where the system has {@code setsid}, the server gets a session of its own, so that Ctrl-C in a
 * terminal doesn't take it away from the programs that are still closing. Thread-safe.
 */
final class ServerProcess {
  private static final int LAST_LINES = 10;
  private static final long STOP_SECONDS = 20;

  private final Path binary;
  private final Path home;
  private final Path log;
  private final Process supervisor;

  private ServerProcess(Path binary, Path home, Path log, Process supervisor) {
    this.binary = binary;
    this.home = home;
    this.log = log;
    this.supervisor = supervisor;
  }

  /**
   * Starts {@code binary} with {@code configuration}.
   *
   * @param home a directory of this run alone; {@link #stop} removes it
   */
  static ServerProcess start(Path binary, Path configuration, Path home) {
    Path log = home.resolve("server.log");
    List<String> command = new ArrayList<>();
    Executables.onPath("setsid", System.getenv("PATH"))
        .ifPresent(setsid -> command.add(setsid.toString()));
    Path script = home.resolve("supervise.sh");
    command.addAll(List.of("sh", script.toString(), home.toString()));
    command.addAll(List.of(binary.toString(), configuration.toString()));
    try {
      writeSupervisor(script);
      Process supervisor =
          new ProcessBuilder(command)
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new ServerProcess(binary, home, log, supervisor);
    } catch (IOException e) {
      throw new EmbeddedRedisException("can't start " + binary + " through sh in " + home, e);
    }
  }

  boolean isAlive() {
    return supervisor.isAlive();
  }

  /** The process id of the server itself; only once it has answered. */
  long pid() {
    Path file = home.resolve("pid");
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException | NumberFormatException e) {
      throw new EmbeddedRedisException(
          "the process id of " + binary + " is not in " + file + ": has the server ended?", e);
    }
  }

  /** Waits for an end that nobody here asked for, and returns the {@link #obituary}. */
  String awaitEnd() throws InterruptedException {
    supervisor.waitFor();
    return obituary();
  }

  /** Whether the server ended since another had its port. */
  boolean endedForItsPort() {
    return !isAlive() && lastLines().toLowerCase(Locale.ROOT).contains("in use");
  }

  /** What to say of a server that didn't come up: the program, its exit status, its last words. */
  String obituary() {
    String end =
        supervisor.isAlive() ? " is still running" : " ended with status " + supervisor.exitValue();
    String remedy =
        binary.startsWith(home)
            ? "\nIf that one can't run here, install redis-server or valkey-server 6.2 or later,"
                + " or give the URL of a running server."
            : "";
    return binary + end + "; its last output:\n" + lastLines() + remedy;
  }

  /** Stops the server, waits for its end, and removes its home. Does nothing the second time. */
  void stop() {
    try {
      supervisor.getOutputStream().close();
    } catch (IOException e) {
      // The shell is gone already.
    }
    boolean interrupted = false;
    boolean ended = false;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    while (!ended) {
      try {
        ended = supervisor.waitFor(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      throw new EmbeddedRedisException(
          "not stopped within " + STOP_SECONDS + " s: " + obituary().strip());
    }
    TemporaryFiles.delete(home);
  }

  private String lastLines() {
    try {
      List<String> lines =
          Files.readString(log, StandardCharsets.ISO_8859_1)
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "(none: " + log + " can't be read)";
    }
  }

  private static void writeSupervisor(Path file) throws IOException {
    try (InputStream script = ServerProcess.class.getResourceAsStream("supervise.sh")) {
      if (script == null) {
        throw new IllegalStateException("supervise.sh is missing from the jar; rebuild it");
      }
      Files.copy(script, file);
    }
  }
}
