package org.tuplespace.examples.gromacs;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tuplespace.examples.farm.FarmException;

/**
 * The atoms of many moments, in the format of GROMOS-96, which has all digits: blocks, each from
 * its name to {@code END}.
 */
final class TrajectoryText {

  private static final String END = "END";

  /**
   * A moment.
   *
   * @param side of the box, in nm
   * @param positions three numbers an atom, in nm
   */
  record Moment(int step, double picoseconds, double side, double[] positions) {}

  private final List<Moment> moments = new ArrayList<>();
  private double[] time = {};
  private double[] positions = {};

  private TrajectoryText() {}

  /**
   * Reads them all.
   *
   * @throws FarmException if the file is not what it should be
   */
  static List<Moment> read(Path file) throws IOException {
    TrajectoryText text = new TrajectoryText();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String name = lines.readLine(); name != null; name = lines.readLine()) {
        text.add(name.trim(), block(lines));
      }
    } catch (IllegalArgumentException e) {
      throw new FarmException(
          "can't read frame " + text.moments.size() + " that gmx trjconv wrote: " + e.getMessage());
    }
    return text.moments;
  }

  private static List<String> block(BufferedReader lines) throws IOException {
    List<String> block = new ArrayList<>();
    for (String line = lines.readLine(); !END.equals(line); line = lines.readLine()) {
      if (line == null) {
        throw new IllegalArgumentException("it ends too early");
      }
      block.add(line);
    }
    return block;
  }

  private void add(String name, List<String> block) {
    switch (name) {
      case "TIMESTEP" -> time = numbers(block, 2);
      case "POSITIONRED" -> positions = numbers(block, 3);
      case "BOX" -> {
        double side = numbers(block, 3)[0];
        if (time.length != 2) {
          throw new IllegalArgumentException("it has no time");
        }
        moments.add(new Moment((int) time[0], time[1], side, positions));
        time = new double[0];
        positions = new double[0];
      }
      default -> {
        // A title, or what nobody asked for.
      }
    }
  }

  private static double[] numbers(List<String> lines, int aLine) {
    double[] numbers = new double[lines.size() * aLine];
    for (int i = 0; i < lines.size(); i++) {
      String[] words = lines.get(i).trim().split(" +");
      if (words.length != aLine) {
        throw new IllegalArgumentException(aLine + " numbers are not \"" + lines.get(i) + "\"");
      }
      for (int k = 0; k < aLine; k++) {
        numbers[i * aLine + k] = Double.parseDouble(words[k]);
      }
    }
    return numbers;
  }
}
