package org.tuplespace.redis.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.tuplespace.redis.testing.PrivateRedis;

/**
 * A disk for a server that can be made full. Where this process may mount one, as root may on
 * Linux, it is a file system of a few megabytes with ballast in it; else a limit on the size of the
 * files that the server may write.
 */
abstract class SmallDisk implements AutoCloseable {

  private static final int MEGABYTE = 1 << 20;
  private static final int DISK_MEGABYTES = 64;

  final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /** What it is, for the report. */
  abstract String description();

  /** Starts a server whose data are on this disk. */
  abstract PrivateRedis startServer(String... options);

  /** From now on there is room for a megabyte more. */
  abstract void fill() throws IOException;

  /** From now on there is enough. */
  abstract void makeRoom() throws IOException;

  /** The best that can be had on this machine, if any. */
  static Optional<SmallDisk> make() throws IOException {
    Path directory = Files.createTempDirectory("tuplespace-disk-");
    String size = "size=" + DISK_MEGABYTES + "m";
    if (run("mount", "-t", "tmpfs", "-o", size, "tmpfs", directory.toString()) == 0) {
      return Optional.of(new Mounted(directory));
    }
    if (run("prlimit", "--version") == 0) {
      return Optional.of(new Limited(directory));
    }
    Files.delete(directory);
    return Optional.empty();
  }

  private static int run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      throw new IOException(e);
    } catch (IOException e) {
      return -1; // no such program
    }
  }

  private static void require(String... command) throws IOException {
    int status = run(command);
    if (status != 0) {
      throw new IOException(String.join(" ", command) + " ended with status " + status);
    }
  }

  @Override
  public void close() {
    try {
      cleanUp();
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void cleanUp() throws IOException {}

  private static final class Mounted extends SmallDisk {
    private final Path ballast;

    Mounted(Path directory) {
      super(directory);
      this.ballast = directory.resolve("ballast");
    }

    @Override
    String description() {
      return "file system of " + DISK_MEGABYTES + " MB";
    }

    @Override
    PrivateRedis startServer(String... options) {
      return PrivateRedis.start(directory.resolve("data"), null, options);
    }

    @Override
    void fill() throws IOException {
      long room = directory.toFile().getUsableSpace() - MEGABYTE;
      Files.write(ballast, new byte[(int) Math.max(room, 0)]);
    }

    @Override
    void makeRoom() throws IOException {
      Files.delete(ballast);
    }

    @Override
    void cleanUp() throws IOException {
      require("umount", directory.toString());
    }
  }

  private static final class Limited extends SmallDisk {
    private long pid;

    Limited(Path directory) {
      super(directory);
    }

    @Override
    String description() {
      return "limit on the size of files";
    }

    @Override
    PrivateRedis startServer(String... options) {
      PrivateRedis server =
          PrivateRedis.start(directory.resolve("data"), deafToTheSignal(), options);
      pid = server.pid();
      return server;
    }

    /** A server that goes on when a write is refused: the signal that comes with it ends others. */
    private Path deafToTheSignal() {
      try {
        Path script = directory.resolve("redis-server");
        String text =
            """
            #!/bin/sh
            trap '' XFSZ
            for server in redis-server valkey-server; do
              if command -v $server >/dev/null; then exec $server "$@"; fi
            done
            echo "no redis-server or valkey-server on the PATH"
            exit 1
            """;
        Files.writeString(script, text);
        if (!script.toFile().setExecutable(true)) {
          throw new IOException("can't make " + script + " executable");
        }
        return script;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    void fill() throws IOException {
      long longest = 0;
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          longest = Math.max(longest, Files.size(file));
        }
      }
      limit(Long.toString(longest + MEGABYTE));
    }

    @Override
    void makeRoom() throws IOException {
      limit("unlimited");
    }

    private void limit(String bytes) throws IOException {
      require("prlimit", "--pid", Long.toString(pid), "--fsize=" + bytes + ":unlimited");
    }

    @Override
    void cleanUp() throws IOException {
      Files.delete(directory.resolve("redis-server"));
    }
  }
}
