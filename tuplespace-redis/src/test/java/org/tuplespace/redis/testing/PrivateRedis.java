package org.tuplespace.redis.testing;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.tuplespace.redis.server.EmbeddedRedis;

/**
 * A server of one test, which may stall it, kill it and start it again on the same port with its
 * data. It writes an append-only file before it answers, so that a kill loses nothing that was
 * answered. Not thread-safe.
 */
public final class PrivateRedis implements AutoCloseable {
  private final Path data;
  private final @Nullable Path binary;
  private final Path remembered;
  private final List<String> options;
  private EmbeddedRedis server;

  private PrivateRedis(Path data, @Nullable Path binary, List<String> options) {
    this.data = data;
    this.binary = binary;
    this.remembered = data.resolveSibling(data.getFileName() + "-remembered");
    this.options = options;
    this.server = builder().start();
  }

  static PrivateRedis start(String... options) {
    try {
      return start(Files.createTempDirectory("tuplespace-redis-test-"), null, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a server on a disk of the caller's choice.
   *
   * @param data where its data go; removed in the end
   * @param binary the program, or null for the usual one
   */
  public static PrivateRedis start(Path data, @Nullable Path binary, String... options) {
    return new PrivateRedis(data, binary, List.of(options));
  }

  /** The same before and after a restart. */
  public String url() {
    return server.url();
  }

  /** The same before and after a restart. */
  public int port() {
    return server.port();
  }

  /** The process id of the server, as it is now. */
  public long pid() {
    return server.pid();
  }

  /** The program that is running. */
  Path binary() {
    return server.binary();
  }

  /** Where it keeps its data. */
  Path data() {
    return data;
  }

  /** Stops the server in its tracks: connections stay open, nothing is answered. */
  public void stall() {
    signal("STOP");
  }

  /** Lets a stalled server go on. */
  public void resume() {
    signal("CONT");
  }

  /** Kills the server as {@code kill -9} does, and returns when it is gone. */
  public void kill() {
    signal("KILL");
    Awaitility.await().until(() -> !server.isRunning());
    server.close();
  }

  /** Stops the server in good order. */
  public void shutDown() {
    server.close();
  }

  /** Starts the server again after a {@link #kill} or {@link #shutDown}, with its data. */
  public void restart() {
    restart(builder());
  }

  /** As {@link #restart}, and it is a replica from the start. */
  public void restartAsReplicaOf(PrivateRedis master) {
    restart(builder().option("replicaof 127.0.0.1 " + master.port()));
  }

  private void restart(EmbeddedRedis.Builder builder) {
    if (server.isRunning()) {
      throw new IllegalStateException("still running; kill() or shutDown() it first");
    }
    server = builder.port(server.port()).start();
  }

  /** Keeps a copy of what has been written by now, for {@link #rollBack}. */
  public void remember() {
    remove(remembered);
    copy(data, remembered);
  }

  /**
   * Makes a server that was killed lose all that it has written since {@link #remember}, as one can
   * whose machine fails, or whose replica was behind.
   */
  public void rollBack() {
    remove(data);
    copy(remembered, data);
  }

  /**
   * Makes a server that was killed lose the last bytes that it has written, and the rest of the
   * script that had them. (Redis 7.0 itself, where its file ends within a script's writes, drops
   * them, but leaves some in the file for the next start: valkey-io/valkey pull request 4342.)
   */
  public void loseLast(long bytes) {
    try (Stream<Path> files = Files.walk(data)) {
      Path log =
          files
              .filter(file -> file.getFileName().toString().matches(".*(incr|only)\\.aof"))
              .filter(Files::isRegularFile)
              .max(Comparator.comparing(Path::toString))
              .orElseThrow();
      try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
        channel.truncate(endOfScript(log, channel.size() - bytes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last place of the file up to {@code limit} that is between two scripts. */
  private static long endOfScript(Path log, long limit) throws IOException {
    long end = 0;
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(log)))) {
      long at = 0;
      boolean within = false;
      while (in.available() > 0) {
        Command command = Command.read(in);
        at += command.raw().length;
        within = command.is("MULTI") || (within && !command.is("EXEC"));
        if (at > limit) {
          break;
        }
        if (!within) {
          end = at;
        }
      }
    } catch (EOFException e) {
      // The kill came in the middle of a write.
    }
    return end;
  }

  /** Stops the server, stalled or not, and removes its data. */
  @Override
  public void close() {
    server.close();
    remove(data);
    remove(remembered);
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EmbeddedRedis.Builder builder() {
    EmbeddedRedis.Builder builder = EmbeddedRedis.builder().dataDirectory(data);
    if (binary != null) {
      builder.binary(binary);
    }
    builder.option("appendonly yes");
    options.forEach(builder::option);
    return builder;
  }

  private void signal(String name) {
    try {
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -" + name + " " + server.pid()).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill -" + name + " failed: is the server running?");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending SIG" + name, e);
    }
  }
}
