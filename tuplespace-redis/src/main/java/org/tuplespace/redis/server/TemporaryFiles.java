package org.tuplespace.redis.server;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Makes and removes private temporary directories. */
final class TemporaryFiles {
  private TemporaryFiles() {}

  /** A new directory that only this user can enter. */
  static Path newDirectory() {
    try {
      return Files.createTempDirectory("tuplespace-redis-").toAbsolutePath();
    } catch (IOException e) {
      throw new EmbeddedRedisException(
          "no temporary directory can be made in "
              + System.getProperty("java.io.tmpdir")
              + "; name another with -Djava.io.tmpdir=DIRECTORY",
          e);
    }
  }

  /** Removes a file or a directory with all it holds; what can't be removed stays. */
  static void delete(Path root) {
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
                throws IOException {
              Files.deleteIfExists(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // Left to whoever cleans the temporary directory.
    }
  }
}
