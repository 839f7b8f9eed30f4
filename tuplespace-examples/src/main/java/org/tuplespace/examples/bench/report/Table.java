package org.tuplespace.examples.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of workloads, columns of systems; the first of them is what the others are compared with.
 */
public final class Table {

  private static final String GAP = "  ";

  private final List<List<String>> lines = new ArrayList<>();

  /** Of all that was measured. */
  public Table(Results results) {
    List<String> systems = List.copyOf(results.systems());
    List<String> head = new ArrayList<>(List.of("workload", "unit"));
    systems.forEach(system -> head.add(results.title(system)));
    lines.add(head);
    for (Metric metric : results.metrics()) {
      List<String> line = new ArrayList<>(List.of(metric.title(), metric.unit()));
      for (String system : systems) {
        line.add(Cell.of(results, metric, system, systems.get(0)));
      }
      lines.add(line);
    }
  }

  /** In columns for a terminal, with a line feed after each line. */
  public String text() {
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder padded = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        padded.append(line.get(i)).append(" ".repeat(widths[i] - line.get(i).length())).append(GAP);
      }
      text.append(padded.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** As a table of Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      text.append("| ").append(String.join(" | ", escaped(lines.get(i)))).append(" |\n");
      if (i == 0) {
        text.append("| --- ".repeat(lines.get(0).size())).append("|\n");
      }
    }
    return text.toString();
  }

  private static List<String> escaped(List<String> cells) {
    return cells.stream().map(cell -> cell.replace("|", "\\|").replace('\n', ' ')).toList();
  }
}
