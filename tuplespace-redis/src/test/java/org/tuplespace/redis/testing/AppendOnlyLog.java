package org.tuplespace.redis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** The append-only file that a server writes at present. */
public final class AppendOnlyLog {

  private AppendOnlyLog() {}

  /** How long it is. */
  public static long size(PrivateRedis server) {
    try {
      return Files.size(file(server));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Cuts off what a server that was killed had written beyond this, wherever that is. */
  public static void cut(PrivateRedis server, long size) {
    try (FileChannel channel = FileChannel.open(file(server), StandardOpenOption.WRITE)) {
      channel.truncate(size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Since Redis 7 there are several, of which the last is written; before that there was one. */
  private static Path file(PrivateRedis server) throws IOException {
    try (Stream<Path> files = Files.walk(server.data())) {
      return files
          .filter(file -> file.getFileName().toString().matches(".*(incr|only)\\.aof"))
          .max(Comparator.comparing(Path::toString))
          .orElseThrow();
    }
  }
}
