package org.tuplespace.redis.cli;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A user's classes: jars, and directories with classes or with jars. Threads that are started after
 * {@link #use} find them.
 */
final class Program {

  private static final Pattern PACKAGE =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

  private final List<Path> entries;

  private Program(List<Path> entries) {
    this.entries = entries;
  }

  /**
   * That of a class path as Java writes it; {@code lib/*} stands for the jars in a directory.
   *
   * @throws IllegalArgumentException if a part of it is not there
   */
  static Program of(String classPath) {
    List<Path> entries = new ArrayList<>();
    for (String part : classPath.split(java.io.File.pathSeparator, -1)) {
      if (part.isEmpty()) {
        continue;
      }
      Path path = Path.of(part);
      if (part.endsWith("/*")) {
        entries.addAll(jarsIn(Path.of(part.substring(0, part.length() - 2))));
      } else if (Files.exists(path)) {
        entries.add(path);
      } else {
        throw new IllegalArgumentException("there is no " + path.toAbsolutePath());
      }
    }
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("the class path names nothing");
    }
    return new Program(entries);
  }

  private static List<Path> jarsIn(Path directory) {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jar")) {
      files.forEach(jars::add);
    } catch (IOException e) {
      throw new IllegalArgumentException("can't list " + directory.toAbsolutePath(), e);
    }
    jars.sort(null);
    return jars;
  }

  /** Lets this thread, and those that it starts, find the classes. They stay open. */
  void use() {
    URL[] urls = new URL[entries.size()];
    try {
      for (int i = 0; i < urls.length; i++) {
        urls[i] = entries.get(i).toUri().toURL();
      }
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
    ClassLoader ours = Program.class.getClassLoader();
    Thread.currentThread().setContextClassLoader(new URLClassLoader("program", urls, ours));
  }

  /** The packages that its classes are in. */
  Set<String> packages() {
    Set<String> packages = new TreeSet<>();
    for (Path entry : entries) {
      try {
        if (Files.isDirectory(entry)) {
          try (Stream<Path> files = Files.walk(entry)) {
            files
                .map(file -> entry.relativize(file).toString())
                .forEach(name -> add(packages, name));
          }
        } else {
          try (JarFile jar = new JarFile(entry.toFile())) {
            jar.stream().forEach(file -> add(packages, file.getName()));
          }
        }
      } catch (IOException e) {
        throw new CommandException(
            "can't read " + entry.toAbsolutePath() + ": " + e.getMessage(), e);
      }
    }
    return packages;
  }

  private static void add(Set<String> packages, String file) {
    int slash = file.lastIndexOf('/');
    if (slash > 0 && file.endsWith(".class")) {
      String name = file.substring(0, slash).replace('/', '.');
      if (PACKAGE.matcher(name).matches()) { // META-INF/versions and the like are none
        packages.add(name);
      }
    }
  }
}
