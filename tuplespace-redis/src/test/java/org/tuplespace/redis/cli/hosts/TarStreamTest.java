package org.tuplespace.redis.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives as the tar of this machine reads them. */
class TarStreamTest {

  @TempDir private Path directory;

  @Test
  void files_ofAnySize_areUnpackedAsTheyWere() throws Exception {
    int[] sizes = {0, 1, 511, 512, 513, 100_000};
    Random random = new Random(1);
    Path archive = directory.resolve("archive.tar");
    try (OutputStream stream = Files.newOutputStream(archive)) {
      TarStream tar = new TarStream(stream);
      for (int size : sizes) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        tar.add(name(size), Files.write(directory.resolve("in" + size), content));
      }
      tar.end();
    }
    Path unpacked = Files.createDirectory(directory.resolve("unpacked"));

    Process process =
        new ProcessBuilder("tar", "-xf", archive.toString())
            .directory(unpacked.toFile())
            .inheritIO()
            .start();

    assertThat(process.waitFor()).isZero();
    try (var files = Files.list(unpacked)) {
      assertThat(files).hasSize(sizes.length);
    }
    for (int size : sizes) {
      assertThat(unpacked.resolve(name(size)))
          .hasSameBinaryContentAs(directory.resolve("in" + size));
    }
  }

  /** As long as they can be. */
  private static String name(int size) {
    return String.format("%094d.jar", size);
  }

  @Test
  void tooLongAName_isRefused() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    TarStream tar = new TarStream(OutputStream.nullOutputStream());
    assertThatThrownBy(() -> tar.add("n".repeat(100), file))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
