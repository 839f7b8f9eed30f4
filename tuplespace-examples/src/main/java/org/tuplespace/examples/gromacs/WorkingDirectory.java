package org.tuplespace.examples.gromacs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the files of one job are. Its name tells the run, so that what a killed worker left is
 * found.
 */
final class WorkingDirectory {

  private WorkingDirectory() {}

  static Path make(String run) throws IOException {
    return Files.createTempDirectory(prefix(run));
  }

  private static String prefix(String run) {
    return "tuples-" + run + "-";
  }

  static void remove(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(directory)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }

  /** Removes what is left of a run on this machine. */
  static void removeAll(String run) throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, prefix(run) + "*")) {
      for (Path directory : left) {
        remove(directory);
      }
    }
  }
}
