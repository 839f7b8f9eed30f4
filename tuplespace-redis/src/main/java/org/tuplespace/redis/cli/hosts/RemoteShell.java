package org.tuplespace.redis.cli.hosts;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs scripts on a host, by ssh without a terminal and without questions: it must be able to log
 * in by a key. Each call is a connection. For one thread.
 */
public final class RemoteShell {

  /** What ssh itself ends with when it can't connect or log in. */
  private static final int SSH_FAILED = 255;

  /** No questions, and an end within a minute where a host falls silent. */
  private static final List<String> OPTIONS =
      List.of(
          "BatchMode=yes", "ConnectTimeout=15", "ServerAliveInterval=10", "ServerAliveCountMax=3");

  private static final int ENDING_SECONDS = 10;

  /** Before what a script has to say, since a login may print something too. */
  private static final String ANSWER = "tuples: ";

  private final List<String> command;
  private final RemoteHost host;
  private final long deadlineNanos;
  private final Duration timeout;

  /**
   * A shell for what must be done within a time.
   *
   * @param ssh the command and its options
   */
  public RemoteShell(List<String> ssh, RemoteHost host, Duration timeout) {
    this.host = host;
    this.timeout = timeout;
    this.deadlineNanos = System.nanoTime() + timeout.toNanos();
    this.command = new ArrayList<>(ssh);
    // ssh takes the first value of an option, so those of the user come before.
    command.add("-T");
    OPTIONS.forEach(option -> command.addAll(List.of("-o", option)));
    if (host.port() != null) {
      command.addAll(List.of("-p", host.port().toString()));
    }
    command.add("--"); // or else what looks like an option would be one
    command.add(host.target());
  }

  RemoteHost host() {
    return host;
  }

  /** Writes to the standard input of a remote command. */
  @FunctionalInterface
  interface Input {

    /** Writes all of it. */
    void writeTo(OutputStream stream) throws IOException;
  }

  /**
   * Runs a script.
   *
   * @return the lines that it answered
   * @throws HostException if the host is away or too slow, or the script failed
   */
  List<String> run(RemoteScript script) throws InterruptedException {
    byte[] text = script.text().getBytes(StandardCharsets.UTF_8);
    return call("exec sh -s", stream -> stream.write(text))
        .lines()
        .filter(line -> line.startsWith(ANSWER))
        .map(line -> line.substring(ANSWER.length()))
        .toList();
  }

  /**
   * Runs a command line, which other users there can see.
   *
   * @return its standard output
   * @throws HostException as {@link #run} does
   */
  String call(String line, Input input) throws InterruptedException {
    List<String> words = new ArrayList<>(command);
    words.add(line);
    Process process;
    try {
      process = new ProcessBuilder(words).start();
    } catch (IOException e) {
      throw HostException.failed("can't run " + words.get(0) + ": " + e.getMessage());
    }
    try {
      CompletableFuture<String> out = read(process.getInputStream());
      CompletableFuture<String> err = read(process.getErrorStream());
      send(input, process.getOutputStream());
      long left = deadlineNanos - System.nanoTime();
      if (!process.waitFor(left, TimeUnit.NANOSECONDS)) {
        throw HostException.away("not done within " + timeout.toSeconds() + " s; see --timeout");
      }
      String said = whole(out);
      check(process.exitValue(), whole(err), said);
      return said;
    } finally {
      process.destroyForcibly();
    }
  }

  /** What has ended by now but for the last bytes, unless ssh has left something behind. */
  private static <T> T whole(CompletableFuture<T> stream) throws InterruptedException {
    try {
      return stream.get(ENDING_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw HostException.failed("ssh has ended, but something still holds its output");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static void check(int status, String err, String out) {
    if (status == 0) {
      return;
    }
    String reason =
        out.lines()
            .filter(line -> line.startsWith(ANSWER + "error "))
            .map(line -> line.substring(ANSWER.length() + "error ".length()))
            .findFirst()
            .orElseGet(() -> lastLine(err, status));
    throw status == SSH_FAILED ? HostException.away(reason) : HostException.failed(reason);
  }

  private static String lastLine(String err, int status) {
    return err.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce((first, second) -> second)
        .orElse("ssh ended with status " + status);
  }

  private static CompletableFuture<String> read(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            return ""; // the process was ended
          }
        },
        RemoteShell::inThread);
  }

  /** What is not read is no error, if the command says that it has done its work. */
  private static void send(Input input, OutputStream stream) {
    inThread(
        () -> {
          try (OutputStream buffered = new BufferedOutputStream(stream, 1 << 16)) {
            input.writeTo(buffered);
          } catch (IOException e) {
            // The command misses something, and says so.
          }
        });
  }

  /** Each of these blocks for as long as the process lives. */
  private static void inThread(Runnable task) {
    Thread thread = new Thread(task, "ssh");
    thread.setDaemon(true);
    thread.start();
  }
}
