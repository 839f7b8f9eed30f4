package org.tuplespace.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads a script file and puts the files that it includes in the place of its {@code -- @include}
 * lines, each once. Comments stay behind: the server need not keep them.
 */
final class ScriptSource {

  private static final String INCLUDE = "-- @include ";

  private final StringBuilder text = new StringBuilder();
  private final Set<String> included = new HashSet<>();

  private ScriptSource() {}

  /**
   * The text of a script.
   *
   * @throws IllegalStateException if a file is missing, or includes itself
   */
  static String load(String name) {
    ScriptSource source = new ScriptSource();
    source.append(name);
    return source.text.toString();
  }

  private void append(String name) {
    for (String line : read(name).lines().toList()) {
      if (line.startsWith(INCLUDE)) {
        String file = "include/" + line.substring(INCLUDE.length()).strip();
        if (!included.add(file)) {
          throw new IllegalStateException("the script " + name + " includes " + file + " again");
        }
        append(file);
      } else if (!line.isBlank() && !line.stripLeading().startsWith("--")) {
        text.append(line).append('\n');
      }
    }
  }

  /** The file as it is, comments included. */
  static String read(String name) {
    String path = "lua/" + name + ".lua";
    try (InputStream in = ScriptSource.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the script file " + path + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the script file " + path + " can't be read", e);
    }
  }
}
