package org.tuplespace.redis.cli.hosts;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The program as it lies on a host: its jars in a directory, under names that tell their content,
 * so that only those are copied that are not there yet, and those of processes that run stay.
 *
 * @param directory absolute
 * @param java the program, or nothing if it wasn't asked for
 * @param javaVersion such as 17, or 0
 * @param copied how many jars had to be copied
 * @param bytes how much that was
 */
record Installation(String directory, String java, int javaVersion, int copied, long bytes) {

  private static final int OLDEST_JAVA = 17;
  private static final String NO_JAVA = "-";
  private static final Pattern VERSION = Pattern.compile("(?:1\\.)?(\\d{1,4}).*");

  /**
   * Brings what is needed to a host.
   *
   * @param needsJava whether it is to be looked for
   * @throws HostException if the host is away, has no such Java, or the jars can't be copied
   */
  static Installation make(RemoteShell shell, List<Jar> jars, boolean needsJava)
      throws InterruptedException {
    RemoteHost host = shell.host();
    String wantedJava = host.java() == null ? "" : host.java();
    List<Answer> answers =
        Answer.of(
            shell.run(
                RemoteScript.named("inspect")
                    .with("directory", host.directory())
                    .with("java", needsJava ? wantedJava : NO_JAVA)
                    .with(jars.stream().map(Jar::name).toList())));
    String directory = Answer.first(answers, "directory");
    String java = needsJava ? Answer.first(answers, "java") : "";
    int version = needsJava ? version(java, Answer.first(answers, "version")) : 0;
    Set<String> names =
        answers.stream()
            .filter(answer -> answer.word().equals("missing"))
            .map(Answer::rest)
            .collect(Collectors.toCollection(HashSet::new));
    List<Jar> missing = jars.stream().filter(jar -> names.remove(jar.name())).toList();
    if (!missing.isEmpty()) {
      copy(shell, directory, missing);
    }
    return new Installation(
        directory, java, version, missing.size(), missing.stream().mapToLong(Jar::size).sum());
  }

  private static int version(String java, String text) {
    Matcher matcher = VERSION.matcher(text);
    if (!matcher.matches()) {
      throw HostException.failed("can't tell the version of " + java + " from \"" + text + "\"");
    }
    int version = Integer.parseInt(matcher.group(1));
    if (version < OLDEST_JAVA) {
      throw HostException.failed(
          java
              + " is Java "
              + version
              + "; install Java "
              + OLDEST_JAVA
              + " or later, or set java=... in the hosts file");
    }
    return version;
  }

  private static void copy(RemoteShell shell, String directory, List<Jar> jars)
      throws InterruptedException {
    String incoming = "incoming-" + UUID.randomUUID();
    String place = Quoting.quote(directory + "/" + incoming);
    shell.call(
        "mkdir -m 700 " + place + " && cd " + place + " && exec tar -xf -",
        stream -> {
          OutputStream buffered = new BufferedOutputStream(stream, 1 << 16);
          TarStream tar = new TarStream(buffered);
          for (Jar jar : jars) {
            tar.add(jar.name(), jar.file());
          }
          tar.end();
          buffered.flush();
        });
    List<String> sums = new ArrayList<>();
    jars.forEach(jar -> sums.addAll(List.of(jar.name(), jar.hash())));
    shell.run(
        RemoteScript.named("install")
            .with("directory", directory)
            .with("incoming", incoming)
            .with(sums));
  }

  /** A class path of these jars, as they lie here. */
  String classpath(List<Jar> jars) {
    return jars.stream()
        .map(jar -> directory + "/jars/" + jar.name())
        .collect(Collectors.joining(":"));
  }
}
