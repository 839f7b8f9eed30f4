package org.tuplespace.redis.server;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** Finds a server program: an installed one that is new enough, else the one in a jar. */
final class RedisBinary {
  private static final List<String> NAMES = List.of("redis-server", "valkey-server");
  private static final Pattern VERSION = Pattern.compile("\\bv=(\\d+)\\.(\\d+)");
  private static final int OLDEST_MAJOR = 6;
  private static final int OLDEST_MINOR = 2;

  private RedisBinary() {}

  /**
   * Returns the server program to start.
   *
   * @param unpackInto where the program from the jar is put, if that one is used
   */
  static Path find(Path unpackInto) {
    return find(unpackInto, System.getenv("PATH"));
  }

  static Path find(Path unpackInto, @Nullable String path) {
    return installed(path).orElseGet(() -> unpack(unpackInto));
  }

  /** The first Redis or Valkey on {@code path} that runs here and is at least 6.2. */
  private static Optional<Path> installed(@Nullable String path) {
    return NAMES.stream()
        .flatMap(name -> Executables.onPath(name, path).stream())
        .filter(RedisBinary::isNewEnough)
        .findFirst();
  }

  private static Path unpack(Path directory) {
    if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
      throw new EmbeddedRedisException(
          "there is no embedded Redis for Windows; give the URL of a running server instead");
    }
    try {
      File file = ExecutableProvider.newJarResourceProvider(directory.toFile()).get();
      return file.toPath().toAbsolutePath();
    } catch (IOException | RuntimeException e) {
      throw new EmbeddedRedisException(
          "no redis-server or valkey-server "
              + OLDEST_MAJOR
              + "."
              + OLDEST_MINOR
              + " or later on the PATH, and the embedded one could not be unpacked into "
              + directory
              + "; install one of them, or give the URL of a running server",
          e);
    }
  }

  private static boolean isNewEnough(Path binary) {
    Matcher version = VERSION.matcher(versionLine(binary));
    if (!version.find()) {
      return false;
    }
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    return major > OLDEST_MAJOR || (major == OLDEST_MAJOR && minor >= OLDEST_MINOR);
  }

  /** What {@code --version} prints, or nothing where the program doesn't run here. */
  private static String versionLine(Path binary) {
    Path output = null;
    try {
      output = Files.createTempFile("tuplespace-redis-version", ".txt");
      Process process =
          new ProcessBuilder(binary.toString(), "--version")
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "";
      }
      return Files.readString(output, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    } finally {
      if (output != null) {
        TemporaryFiles.delete(output);
      }
    }
  }
}
