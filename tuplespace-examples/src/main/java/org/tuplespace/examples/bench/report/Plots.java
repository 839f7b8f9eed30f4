package org.tuplespace.examples.bench.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws what is seen better than read, as PNG and SVG. */
public final class Plots {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 480;

  /** Where a logarithmic axis begins for what is zero. */
  private static final double LOG_OF_NONE = 1;

  private final Path directory;
  private final Results results;
  private final List<Path> written = new ArrayList<>();

  private Plots(Path directory, Results results) {
    this.directory = directory;
    this.results = results;
  }

  /**
   * Writes those for which there are figures.
   *
   * @param directory is made if it isn't there
   * @return the files
   */
  public static List<Path> write(Path directory, Results results) throws IOException {
    Files.createDirectories(directory);
    Plots plots = new Plots(directory, results);
    plots.line("unrelated", "Out and in by the first field", "W3.first.", "other tuples there");
    plots.line("unrelated-second", "Out and in by the second field", "W3.second.", "other tuples");
    plots.line("blocked", "Out and in among blocked calls", "W5.", "blocked calls");
    plots.line("workers", "Bag of tasks", "W4.", "workers");
    plots.bars("rates", "Operations a second", List.of("W1.", "W7.", "W9."));
    plots.bars("server", "Microseconds of the server", List.of("cost."));
    plots.bars("case-studies", "Milliseconds of the case studies", List.of("P"));
    return List.copyOf(plots.written);
  }

  /** Over the number that ends the ids of the rows. */
  private void line(String file, String title, String prefix, String axis) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(axis + " (0 is drawn at " + (int) LOG_OF_NONE + ")")
            .yAxisTitle("a second")
            .build();
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    for (String system : results.systems()) {
      List<Double> places = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      for (Metric metric : results.metrics()) {
        if (metric.id().startsWith(prefix)) {
          results
              .summary(metric.id(), system)
              .ifPresent(
                  summary -> {
                    double place = Double.parseDouble(metric.id().substring(prefix.length()));
                    places.add(Math.max(LOG_OF_NONE, place));
                    values.add(summary.median());
                  });
        }
      }
      if (places.size() > 1) {
        chart.addSeries(results.title(system), places, values);
      }
    }
    save(chart, file, chart.getSeriesMap().isEmpty());
  }

  /** A group of bars for each row whose id begins so. */
  private void bars(String file, String title, List<String> prefixes) throws IOException {
    BarChart chart =
        new BarChart(
            results,
            results.metrics().stream()
                .filter(metric -> prefixes.stream().anyMatch(metric.id()::startsWith))
                .toList());
    if (!chart.isEmpty()) {
      Path path = directory.resolve(file + ".svg");
      chart.write(path, title);
      written.add(path);
    }
  }

  private void save(Chart<?, ?> chart, String name, boolean isEmpty) throws IOException {
    if (isEmpty) {
      return;
    }
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    Path file = directory.resolve(name + ".png");
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    written.add(file);
  }
}
