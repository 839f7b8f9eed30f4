package org.tuplespace.examples.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Bars on a logarithmic scale as an SVG: a group for each row, a bar for each system. */
final class BarChart {

  private static final int WIDTH = 900;
  private static final int LABEL = 330;
  private static final int ROOM = 90; // for the number behind the longest bar
  private static final int BAR = 11;
  private static final int GAP = 8;
  private static final int HEAD = 34;
  private static final List<String> COLOURS =
      List.of(
          "#1f77b4", "#ff7f0e", "#2ca02c", "#7f7f7f", "#9467bd", "#8c564b", "#e377c2", "#bcbd22",
          "#17becf", "#d62728");

  private final Results results;
  private final List<Metric> rows;
  private final List<String> systems;

  /** Of these rows. */
  BarChart(Results results, List<Metric> rows) {
    this.results = results;
    this.rows = rows;
    this.systems =
        List.copyOf(results.systems()).stream()
            .filter(system -> rows.stream().anyMatch(row -> median(row, system) > 0))
            .toList();
  }

  /** Whether there is nothing to draw. */
  boolean isEmpty() {
    return systems.isEmpty();
  }

  void write(Path file, String title) throws IOException {
    Files.writeString(file, svg(title));
  }

  private String svg(String title) {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (Metric row : rows) {
      for (String system : systems) {
        double median = median(row, system);
        least = median > 0 ? Math.min(least, median) : least;
        most = Math.max(most, median);
      }
    }
    double from = Math.floor(Math.log10(least)) - 0.5; // the shortest bar is seen too
    double unit = (WIDTH - LABEL - ROOM) / Math.max(0.5, Math.log10(most) - from);
    StringBuilder body = new StringBuilder();
    text(body, 10, 16, title + ", logarithmic");
    int y = HEAD;
    for (int i = 0; i < systems.size(); i++) {
      rectangle(body, 10, y, BAR, COLOURS.get(i % COLOURS.size()));
      text(body, 28, y + BAR - 1, results.title(systems.get(i)));
      y += BAR + 5;
    }
    for (Metric row : rows) {
      y += GAP;
      text(body, 10, y + BAR - 1, row.title());
      for (int i = 0; i < systems.size(); i++) {
        double median = median(row, systems.get(i));
        if (median > 0) {
          double length = (Math.log10(median) - from) * unit;
          rectangle(body, LABEL, y, length, COLOURS.get(i % COLOURS.size()));
          text(body, LABEL + (int) length + 4, y + BAR - 1, Cell.number(median));
          y += BAR + 1;
        }
      }
    }
    return String.format(
        Locale.ROOT,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"11\">\n"
            + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n%s</svg>\n",
        WIDTH,
        y + GAP,
        body);
  }

  private double median(Metric row, String system) {
    return results.summary(row.id(), system).map(Summary::median).orElse(0.0);
  }

  private static void rectangle(StringBuilder body, int x, int y, double width, String colour) {
    body.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
            x,
            y,
            width,
            BAR,
            colour));
  }

  private static void text(StringBuilder body, int x, int y, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    body.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\">%s</text>\n", x, y, escaped));
  }
}
