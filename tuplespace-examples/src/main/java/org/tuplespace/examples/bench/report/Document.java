package org.tuplespace.examples.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The figures of a run in a Markdown file, between two marks; all else of it stays. */
public final class Document {

  private Document() {}

  /**
   * Replaces the figures.
   *
   * @param file has both marks, each a line
   * @param name of the marks, which are {@code <!-- name: begin -->} and {@code <!-- name: end -->}
   * @param command what was run
   * @param plots pictures that lie below the directory of the file
   * @throws IOException if the file has no marks, or can't be written
   */
  public static void update(
      Path file,
      String name,
      String command,
      Map<String, String> about,
      Results results,
      List<Path> plots)
      throws IOException {
    String beginning = "<!-- " + name + ": begin -->\n";
    String ending = "<!-- " + name + ": end -->\n";
    String text = Files.readString(file);
    int begin = text.indexOf(beginning);
    int end = text.indexOf(ending);
    if (begin < 0 || end < begin) {
      throw new IOException(
          file
              + " has no lines "
              + beginning.strip()
              + " and "
              + ending.strip()
              + " to write between");
    }
    String figures =
        figures(file.resolveSibling("").toAbsolutePath(), command, about, results, plots);
    Files.writeString(
        file, text.substring(0, begin + beginning.length()) + figures + text.substring(end));
  }

  private static String figures(
      Path home, String command, Map<String, String> about, Results results, List<Path> plots) {
    StringBuilder text =
        new StringBuilder("\n    ").append(command).append("\n\n| | |\n| --- | --- |\n");
    about.forEach(
        (name, value) -> text.append("| ").append(name).append(" | ").append(value).append(" |\n"));
    text.append('\n').append(new Table(results).markdown()).append('\n');
    for (Path plot : plots) {
      String name = String.valueOf(plot.getFileName()).replaceFirst("\\.[a-z]+$", "");
      text.append("![")
          .append(name)
          .append("](")
          .append(home.relativize(plot.toAbsolutePath()))
          .append(")\n");
    }
    return text.append('\n').toString();
  }
}
