package org.tuplespace.redis.cli.hosts;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts as words of a POSIX shell. */
final class Quoting {

  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private Quoting() {}

  /**
   * A word whose value is the text, whatever is in it: nothing is special between single quotes but
   * their end.
   *
   * @throws IllegalArgumentException if it has the character 0, which no word can have
   */
  static String quote(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a word of a shell can't have the character 0");
    }
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** As {@link #quote(Collection)}, for people: quotes are only where a shell needs them. */
  static String readable(Collection<String> texts) {
    return texts.stream()
        .map(text -> PLAIN.matcher(text).matches() ? text : quote(text))
        .collect(Collectors.joining(" "));
  }

  /** Words with a space between. */
  static String quote(Collection<String> texts) {
    return texts.stream().map(Quoting::quote).collect(Collectors.joining(" "));
  }
}
