package org.tuplespace.examples.molecular;

import java.awt.Color;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.tuplespace.examples.farm.FarmException;

/** Draws how the energy goes to and fro between its two kinds, and the total stays. */
final class EnergyPlot {

  private EnergyPlot() {}

  /** Writes a PNG. */
  static void write(Path file, int atoms, List<Energy> energies) {
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(560)
            .title("Energy of " + atoms + " argon atoms")
            .xAxisTitle("time / ps")
            .yAxisTitle("energy per atom / (kJ/mol)")
            .build();
    chart
        .getStyler()
        .setChartBackgroundColor(Color.WHITE)
        .setLegendPosition(LegendPosition.OutsideE)
        .setLegendBorderColor(Color.WHITE);
    chart.getStyler().setXAxisDecimalPattern("0.####").setYAxisDecimalPattern("0.0");
    double[] times = new double[energies.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = i * Simulation.TIME_STEP * Argon.PICOSECOND;
    }
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(roundedUp(times[times.length - 1]));
    add(chart, "kinetic", times, energies, Energy::kinetic);
    add(chart, "total", times, energies, Energy::total);
    add(chart, "potential", times, energies, Energy::potential);
    try {
      BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    } catch (IOException e) {
      throw new FarmException("can't write " + file + ": " + e.getMessage());
    }
  }

  /** To two digits, so that the axis is divided at round numbers. */
  private static double roundedUp(double end) {
    return end <= 0
        ? 1
        : BigDecimal.valueOf(end).round(new MathContext(2, RoundingMode.CEILING)).doubleValue();
  }

  private static void add(
      XYChart chart,
      String name,
      double[] times,
      List<Energy> energies,
      ToDoubleFunction<Energy> part) {
    double[] values =
        energies.stream()
            .mapToDouble(e -> part.applyAsDouble(e) * Argon.KILOJOULE_PER_MOL)
            .toArray();
    chart.addSeries(name, times, values).setMarker(SeriesMarkers.NONE);
  }
}
