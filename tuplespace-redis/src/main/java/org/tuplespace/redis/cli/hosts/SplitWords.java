package org.tuplespace.redis.cli.hosts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line as words: between spaces, unless quotes hold them together. */
public final class SplitWords {

  private static final String QUOTED = "\"[^\"]*\"|'[^']*'";
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|" + QUOTED + ")+");

  private SplitWords() {}

  /**
   * Splits a line. A word that begins with # begins a comment.
   *
   * @throws IllegalArgumentException if a quote has no end
   */
  public static List<String> of(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (true) {
      while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
        at++;
      }
      if (at == line.length() || line.charAt(at) == '#') {
        return words;
      }
      Matcher matcher = WORD.matcher(line).region(at, line.length());
      boolean isWord = matcher.lookingAt();
      int end = isWord ? matcher.end() : at;
      if (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
        throw new IllegalArgumentException("a quote has no end: " + line.substring(end));
      }
      words.add(matcher.group().replaceAll("\"([^\"]*)\"|'([^']*)'", "$1$2"));
      at = end;
    }
  }
}
