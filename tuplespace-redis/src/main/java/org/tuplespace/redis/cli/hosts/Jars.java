package org.tuplespace.redis.cli.hosts;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The jars of class paths, under names that tell their content, so that what is there already need
 * not be copied. Directories become jars, the same from the same classes. Immutable; close it to
 * remove those.
 */
public final class Jars implements AutoCloseable {

  private static final int HASH_IN_NAME = 32;
  private static final int LONGEST_NAME = 60;
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final List<Jar> program;
  private final List<Jar> user;
  private final List<Path> packed = new ArrayList<>();

  /**
   * Reads them all.
   *
   * @param classpath of the program itself; what isn't there is left out, as Java does
   * @param userClasspath what the user gave; an entry that ends in {@code /*} stands for all jars
   *     of a directory
   * @throws IllegalArgumentException if something of the user's is not there
   */
  public Jars(String classpath, String userClasspath) {
    try {
      this.program = new ArrayList<>();
      for (Path entry : entries(classpath)) {
        if (Files.exists(entry)) {
          program.add(jar(entry));
        }
      }
      this.user = new ArrayList<>();
      for (Path entry : entries(userClasspath)) {
        user.add(jar(entry));
      }
    } catch (NoSuchFileException e) {
      close();
      throw new IllegalArgumentException("--classpath: there is no " + e.getMessage(), e);
    } catch (IOException e) {
      close();
      throw new UncheckedIOException("can't read a jar: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  List<Jar> program() {
    return program;
  }

  List<Jar> user() {
    return user;
  }

  List<Jar> all() {
    return Stream.concat(program.stream(), user.stream()).distinct().toList();
  }

  private static List<Path> entries(String classpath) throws IOException {
    List<Path> entries = new ArrayList<>();
    for (String entry : classpath.split(File.pathSeparator, -1)) {
      if (entry.endsWith("/*")) {
        Path directory = Path.of(entry.substring(0, entry.length() - 2));
        try (Stream<Path> files = Files.list(directory)) {
          files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(entries::add);
        }
      } else if (!entry.isEmpty()) {
        entries.add(Path.of(entry));
      }
    }
    return entries;
  }

  private Jar jar(Path entry) throws IOException {
    if (!Files.exists(entry)) {
      throw new IllegalArgumentException("--classpath: there is no " + entry);
    }
    Path file = Files.isDirectory(entry) ? pack(entry) : entry;
    String hash = hash(file);
    String name = entry.toAbsolutePath().normalize().getFileName().toString();
    String plain = name.replaceAll("(\\.jar)?$", "").replaceAll("[^A-Za-z0-9._-]", "_");
    return new Jar(
        file,
        hash.substring(0, HASH_IN_NAME)
            + "-"
            + plain.substring(0, Math.min(plain.length(), LONGEST_NAME))
            + ".jar",
        hash,
        Files.size(file));
  }

  /** In a fixed order and without times, or its hash would always be another. */
  private Path pack(Path directory) throws IOException {
    Path jar = Files.createTempFile("tuples-classes", ".jar");
    packed.add(jar);
    List<Path> files;
    try (Stream<Path> found = Files.walk(directory)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(jar));
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      for (Path file : files) {
        ZipEntry entry =
            new ZipEntry(directory.relativize(file).toString().replace(File.separatorChar, '/'));
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return jar;
  }

  private static String hash(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
        stream.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** Removes what was packed here. */
  @Override
  public void close() {
    for (Path jar : packed) {
      try {
        Files.deleteIfExists(jar);
      } catch (IOException e) {
        // A temporary file; the system removes it some day.
      }
    }
  }
}
