package org.tuplespace.examples.farm;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What standard error is connected to.
 *
 * @param isInteractive whether a line on it can be drawn again
 * @param width in characters
 */
public record Terminal(boolean isInteractive, int width) {

  /** A file or a pipe. */
  public static final Terminal NONE = new Terminal(false, 80);

  private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("(\\d+) (\\d+)\\s*");

  /**
   * Asks the system. The JDK can't say: its console is about standard input and output, and since
   * Java 22 there always is one. Nor can JLine, which would draw into a file when only standard
   * output is a terminal, and loads native code.
   */
  public static Terminal ofStandardError() {
    if ("dumb".equals(System.getenv("TERM"))) {
      return NONE;
    }
    try {
      Process process =
          new ProcessBuilder("sh", "-c", "test -t 2 && stty size <&2")
              .redirectError(Redirect.INHERIT)
              .start();
      String size = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return parse(size);
    } catch (IOException e) {
      return NONE;
    }
  }

  /** Reads what {@code stty size} prints; nothing means that there is no terminal. */
  static Terminal parse(String size) {
    Matcher matcher = ROWS_AND_COLUMNS.matcher(size);
    if (!matcher.matches()) {
      return NONE;
    }
    int columns = Integer.parseInt(matcher.group(2));
    return new Terminal(true, columns > 0 ? columns : NONE.width());
  }
}
