package org.tuplespace.examples.molecular;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The extended XYZ format, which viewers of molecules read. */
public final class Xyz {

  private Xyz() {}

  /**
   * A frame: the number of atoms, the box and the time, and a line an atom, in angstrom.
   *
   * @param side of the box, in angstrom
   * @param positions three numbers an atom, in a unit of so many {@code angstrom}
   */
  public static byte[] frame(double side, double picoseconds, double[] positions, double angstrom) {
    StringBuilder text = new StringBuilder();
    text.append(positions.length / 3).append('\n');
    text.append(
        String.format(
            Locale.ROOT,
            "Lattice=\"%.4f 0 0 0 %.4f 0 0 0 %.4f\" Properties=species:S:1:pos:R:3 Time=%.4f\n",
            side,
            side,
            side,
            picoseconds));
    for (int i = 0; i < positions.length; i += 3) {
      text.append(
          String.format(
              Locale.ROOT,
              "Ar %.4f %.4f %.4f\n",
              positions[i] * angstrom,
              positions[i + 1] * angstrom,
              positions[i + 2] * angstrom));
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
