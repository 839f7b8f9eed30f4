package org.tuplespace.examples.gromacs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tuplespace.examples.farm.FarmException;

/** What {@code gmx energy} wrote: a row a moment, and a legend for each column but the time. */
final class EnergyTable {

  /** What it is asked for, in its own words; the empty line ends the list. */
  static final List<String> TERMS = List.of("Potential", "Kinetic-En.", "Temperature", "");

  private static final Pattern LEGEND = Pattern.compile("@ s\\d+ legend \"(.*)\"");

  private final List<String> legends = new ArrayList<>();
  private final List<double[]> rows = new ArrayList<>();

  /**
   * Reads it.
   *
   * @throws FarmException if it is not what it should be
   */
  static EnergyTable read(Path file) throws IOException {
    EnergyTable table = new EnergyTable();
    List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    for (String line : lines) {
      Matcher legend = LEGEND.matcher(line);
      if (legend.matches()) {
        table.legends.add(legend.group(1));
      } else if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("@")) {
        table.rows.add(numbers(line));
      }
    }
    return table;
  }

  private static double[] numbers(String line) {
    String[] words = line.trim().split("\\s+");
    double[] numbers = new double[words.length];
    try {
      for (int i = 0; i < words.length; i++) {
        numbers[i] = Double.parseDouble(words[i]);
      }
    } catch (NumberFormatException e) {
      throw new FarmException("can't read what gmx energy wrote: " + line);
    }
    return numbers;
  }

  int rows() {
    return rows.size();
  }

  double picoseconds(int row) {
    return rows.get(row)[0];
  }

  double potential(int row) {
    return value(row, "Potential");
  }

  double kinetic(int row) {
    return value(row, "Kinetic En.");
  }

  double temperature(int row) {
    return value(row, "Temperature");
  }

  private double value(int row, String legend) {
    int column = 1 + legends.indexOf(legend);
    if (column == 0 || column >= rows.get(row).length) {
      throw new FarmException("gmx energy told no " + legend + ", but " + legends);
    }
    return rows.get(row)[column];
  }
}
