package org.tuplespace.redis.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which a server keeps its data, for one server at a time: its lock goes with the
 * process that holds it, and names the server, which may outlive that process for some seconds.
 */
final class DataDirectory implements AutoCloseable {

  private static final String LOCK = "tuplespace.lock";
  private static final int LONGEST_ID = 20;
  private static final long FORMER_SERVER_SECONDS = 20;

  private final Path path;
  private final FileChannel channel;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Where data go unless told otherwise, as the XDG base directory specification has it. */
  static Path standard(Map<String, String> environment) {
    Path home = Path.of(System.getProperty("user.home"));
    return Optional.ofNullable(environment.get("XDG_DATA_HOME"))
        .filter(given -> !given.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElse(home.resolve(".local").resolve("share"))
        .resolve("tuplespace")
        .resolve("redis");
  }

  /**
   * Makes the directory where it isn't there, and locks it.
   *
   * @throws CommandException if that can't be, or another process has it
   */
  static DataDirectory open(Path path) throws InterruptedException {
    @Nullable FileChannel channel = null;
    try {
      Files.createDirectories(path);
      channel =
          FileChannel.open(
              path.resolve(LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        throw new CommandException(
            "another tuples serve has its data in "
                + path
                + "; use that one, or give another directory with --dir");
      }
      DataDirectory opened = new DataDirectory(path, channel);
      opened.awaitFormerServer();
      channel = null;
      return opened;
    } catch (IOException e) {
      throw new CommandException(
          "can't keep data in " + path + " (" + e + "); give another directory with --dir", e);
    } finally {
      closeQuietly(channel);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) { // by this process
      return false;
    }
  }

  Path path() {
    return path;
  }

  /** Notes the server that now writes here. */
  void occupy(long pid) {
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(Long.toString(pid).getBytes(StandardCharsets.US_ASCII)), 0);
    } catch (IOException e) {
      throw new CommandException("can't write to " + path.resolve(LOCK) + " (" + e + ")", e);
    }
  }

  /** One whose starter was killed is told to end, and may still write. */
  private void awaitFormerServer() throws IOException, InterruptedException {
    Optional<ProcessHandle> former = formerServer();
    if (former.isEmpty()) {
      return;
    }
    try {
      former.get().onExit().get(FORMER_SERVER_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new CommandException(
          "the server with the process id "
              + former.get().pid()
              + " still has its data in "
              + path
              + "; end it, or give another directory with --dir");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<ProcessHandle> formerServer() throws IOException {
    ByteBuffer id = ByteBuffer.allocate(LONGEST_ID);
    channel.read(id, 0);
    String text = new String(id.array(), 0, id.position(), StandardCharsets.US_ASCII).strip();
    return text.matches("\\d+")
        ? ProcessHandle.of(Long.parseLong(text)).filter(DataDirectory::isServer)
        : Optional.empty();
  }

  /** The id may be another process's by now. */
  private static boolean isServer(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> command.contains("redis") || command.contains("valkey"))
        .orElse(false);
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // The lock goes with the process at the latest.
      }
    }
  }
}
