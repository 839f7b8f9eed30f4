package org.tuplespace.redis.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A Redis server of one's own, on loopback and a free port, for examples, tests and demonstrations.
 *
 * <pre>{@code
 * try (EmbeddedRedis redis = EmbeddedRedis.start()) {
 *   ... connect to redis.url() ...
 * }
 * }</pre>
 *
 * <p>The program is the first {@code redis-server} or {@code valkey-server} on the PATH that is 6.2
 * or later, else the Redis 6.2 that comes in a jar for Linux and macOS. Unless told otherwise the
 * server keeps everything in memory, in the sense that its data end with it.
 *
 * <p>{@link #close} stops the server and removes its temporary files. A process that ends without
 * it, however it ends (a kill included), takes the server with it within a moment; shutdown hooks
 * can still use the server.
 *
 * <p>Thread-safe.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 5;
  private static final int ATTEMPTS = 10;
  private static final long TAKEN_PORT_MILLIS = 500;

  private final Path binary;
  private final int port;
  private final ServerProcess process;
  private final long pid;

  private EmbeddedRedis(Path binary, int port, ServerProcess process) {
    this.binary = binary;
    this.port = port;
    this.process = process;
    this.pid = process.pid();
  }

  /**
   * Starts a server with the defaults and returns when it answers.
   *
   * @throws EmbeddedRedisException if there is no program to start, or it doesn't come up
   */
  public static EmbeddedRedis start() {
    return builder().start();
  }

  /** Starts a server that is not quite the default one. */
  public static Builder builder() {
    return new Builder();
  }

  /** Where to connect to: {@code redis://127.0.0.1:PORT}. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** The process id of the server, for those who want to signal it. */
  public long pid() {
    return pid;
  }

  /** The program that runs. */
  public Path binary() {
    return binary;
  }

  /** Whether the server is still running; a stopped (SIGSTOP) one is. */
  public boolean isRunning() {
    return process.isAlive();
  }

  /**
   * Waits until the server has ended by itself, or somebody else has ended it.
   *
   * @return what to say of that: the program, its exit status, and its last lines of output
   * @throws InterruptedException if this thread is interrupted; the server stays
   */
  public String awaitEnd() throws InterruptedException {
    return process.awaitEnd();
  }

  /**
   * Stops the server and waits for its end. Its temporary files are removed; a data directory that
   * was given stays. Closing again does nothing.
   *
   * @throws EmbeddedRedisException if the server is still there after 20 s
   */
  @Override
  public void close() {
    process.stop();
  }

  @Override
  public String toString() {
    return "EmbeddedRedis[" + url() + ", " + binary + ", pid " + pid + "]";
  }

  /** What the server is to be like. Not thread-safe. */
  public static final class Builder {
    private OptionalInt port = OptionalInt.empty();
    private @Nullable Path binary;
    private @Nullable Path dataDirectory;
    private final List<String> options = new ArrayList<>();

    private Builder() {}

    /** Uses this port of loopback, and waits for it a few seconds if it is taken. */
    public Builder port(int port) {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("port " + port + " is not from 1 to 65535");
      }
      this.port = OptionalInt.of(port);
      return this;
    }

    /** Keeps the server's files in this directory, which stays after {@link #close}. */
    public Builder dataDirectory(Path directory) {
      this.dataDirectory = directory.toAbsolutePath();
      return this;
    }

    /** Starts this program in place of the one that would be found. */
    public Builder binary(Path binary) {
      this.binary = binary.toAbsolutePath();
      return this;
    }

    /**
     * Adds a line of {@code redis.conf}, such as {@code "appendonly yes"} or {@code "maxmemory
     * 64mb"}; it prevails over the defaults.
     */
    public Builder option(String line) {
      if (line.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("more than one line, give one at a time: " + line);
      }
      options.add(Objects.requireNonNull(line));
      return this;
    }

    /**
     * Starts the server and returns when it answers.
     *
     * @throws EmbeddedRedisException if there is no program to start, or it doesn't come up within
     *     30 s; the message has the program, its exit status and its last lines of output
     */
    public EmbeddedRedis start() {
      for (int attempt = 1; ; attempt++) {
        try {
          return startOnce();
        } catch (PortTakenException e) {
          if (attempt == ATTEMPTS) {
            throw e;
          }
        }
        if (port.isPresent()) {
          pause(TAKEN_PORT_MILLIS);
        }
      }
    }

    private EmbeddedRedis startOnce() {
      Path home = TemporaryFiles.newDirectory();
      try {
        Path program = binary != null ? binary : RedisBinary.find(home);
        int chosen = port.orElseGet(FreePort::pick);
        Path configuration = writeConfiguration(home, chosen);
        ServerProcess process = ServerProcess.start(program, configuration, home);
        try {
          awaitAnswer(process, chosen, configuration);
          return new EmbeddedRedis(program, chosen, process);
        } catch (RuntimeException e) {
          process.stop();
          throw e;
        }
      } catch (RuntimeException e) {
        TemporaryFiles.delete(home);
        throw e;
      }
    }

    private Path writeConfiguration(Path home, int candidate) {
      Path data = dataDirectory != null ? dataDirectory : home.resolve("data");
      Path file = home.resolve("redis.conf");
      List<String> lines = new ArrayList<>();
      lines.add("bind 127.0.0.1");
      lines.add("port " + candidate);
      lines.add("daemonize no");
      lines.add("dir " + quoted(data.toString()));
      lines.add("save \"\"");
      lines.add("appendonly no");
      lines.addAll(options);
      try {
        Files.createDirectories(data);
        Files.write(file, lines, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new EmbeddedRedisException("can't write " + file + " or make " + data, e);
      }
      return file;
    }

    private static void awaitAnswer(ServerProcess process, int port, Path configuration) {
      long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
      while (!Probe.answers(port, configuration)) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          String failure = "no embedded Redis on port " + port + ": " + process.obituary();
          throw process.endedForItsPort()
              ? new PortTakenException(failure)
              : new EmbeddedRedisException(failure);
        }
        pause(POLL_MILLIS);
      }
    }

    private static void pause(long millis) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EmbeddedRedisException("interrupted while a server was starting", e);
      }
    }

    private static String quoted(String value) {
      return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
  }

  /** Somebody else has the port; worth another attempt. */
  private static final class PortTakenException extends EmbeddedRedisException {
    private static final long serialVersionUID = 1L;

    PortTakenException(String message) {
      super(message);
    }
  }
}
