package org.tuplespace.redis.cli.hosts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says which machines there are: a line each, with what is special there.
 *
 * <pre>
 * # name, or user@name, and settings
 * web1
 * ann@web2  workers=4 labels=gpu,ssd
 * web3      port=2222 concurrency=8 dir=/var/tmp/tuples java="/opt/my java/bin/java"
 * </pre>
 */
public final class HostsFile {

  private static final Pattern TARGET = Pattern.compile("([\\w.+][\\w.+-]*@)?[\\w:][\\w.:-]*");
  private static final String SETTINGS = "workers, concurrency, labels, dir, java or port";
  private static final int MOST = 1_000;

  private HostsFile() {}

  /** Whether it may be given to ssh as a host. */
  static boolean isTarget(String text) {
    return TARGET.matcher(text).matches();
  }

  /**
   * Reads a file, in UTF-8.
   *
   * @throws HostsFileException if it can't be read, or a line is wrong
   */
  public static List<RemoteHost> read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      throw new HostsFileException("there is no hosts file " + file);
    } catch (IOException e) {
      throw new HostsFileException("can't read the hosts file " + file + ": " + e.getMessage());
    }
  }

  /**
   * As {@link #read}.
   *
   * @param name of the file, for errors
   */
  static List<RemoteHost> parse(String name, String text) {
    Map<String, Integer> lines = new HashMap<>();
    List<RemoteHost> hosts = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      try {
        List<String> words = SplitWords.of(line);
        if (!words.isEmpty()) {
          RemoteHost host = host(words);
          Integer before = lines.putIfAbsent(host.name(), number);
          if (before != null) {
            throw new IllegalArgumentException(
                host.name() + " is in line " + before + " already; workers=2 starts two there");
          }
          hosts.add(host);
        }
      } catch (IllegalArgumentException e) {
        throw new HostsFileException(name + ", line " + number + ": " + e.getMessage());
      }
    }
    if (hosts.isEmpty()) {
      throw new HostsFileException(name + " names no host; write one a line");
    }
    return hosts;
  }

  private static RemoteHost host(List<String> words) {
    String target = words.get(0);
    if (!isTarget(target)) {
      throw new IllegalArgumentException(
          "\"" + target + "\" is no host; a line begins with one, such as web1 or ann@web1");
    }
    Map<String, String> settings = new LinkedHashMap<>();
    for (String word : words.subList(1, words.size())) {
      int equals = word.indexOf('=');
      if (equals < 1 || equals == word.length() - 1) {
        throw new IllegalArgumentException(
            "\"" + word + "\" is no setting; write name=value, of " + SETTINGS);
      }
      if (settings.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
        throw new IllegalArgumentException(word.substring(0, equals) + " is there twice");
      }
    }
    Integer port = number(settings, "port", 65_535);
    Integer workers = number(settings, "workers", MOST);
    Integer concurrency = number(settings, "concurrency", MOST);
    String labels = settings.remove("labels");
    String directory = settings.remove("dir");
    String java = settings.remove("java");
    if (!settings.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no setting \"" + settings.keySet().iterator().next() + "\"; use " + SETTINGS);
    }
    return new RemoteHost(
        target,
        port,
        workers,
        concurrency,
        labels == null ? List.of() : List.of(labels.split(",")),
        directory == null ? RemoteHost.DEFAULT_DIRECTORY : withoutTilde(directory),
        java);
  }

  /** Relative paths are those of the home directory anyway. */
  private static String withoutTilde(String directory) {
    return directory.startsWith("~/") ? directory.substring(2) : directory;
  }

  private static @Nullable Integer number(Map<String, String> settings, String name, int most) {
    String text = settings.remove(name);
    if (text == null) {
      return null;
    }
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException(
          name + " must be a number from 1 to " + most + ", not " + text);
    }
    return Integer.valueOf(text);
  }
}
