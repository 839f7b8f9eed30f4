package org.tuplespace.examples.movie;

/**
 * Colours for how fast a point escapes: a cycle through deep blue, white, gold and brown, black
 * inside. The cycle goes by the square root, since close to the set the numbers grow fast.
 */
final class Palette {

  private static final double CYCLES_PER_ROOT = 0.11;
  private static final double PHASE = 0.02;
  private static final int SIZE = 4096;

  private static final double[] PLACES = {0, 0.16, 0.42, 0.6425, 0.8575, 1};
  private static final int[] COLOURS = {0x000764, 0x206bcb, 0xedffff, 0xffaa00, 0x310230, 0x000764};

  private static final int[] CYCLE = cycle();

  private Palette() {}

  /** As 0xRRGGBB. */
  static int colour(double escape) {
    if (escape == Mandelbrot.INSIDE) {
      return 0;
    }
    double turns = CYCLES_PER_ROOT * Math.sqrt(escape) + PHASE;
    return onCycle(turns - Math.floor(turns));
  }

  /** At a place from 0 to below 1, as 0xRRGGBB. */
  static int onCycle(double place) {
    return CYCLE[(int) (place * SIZE)];
  }

  private static int[] cycle() {
    int[] cycle = new int[SIZE];
    int segment = 0;
    for (int i = 0; i < SIZE; i++) {
      double place = (double) i / SIZE;
      while (place >= PLACES[segment + 1]) {
        segment++;
      }
      double part = (place - PLACES[segment]) / (PLACES[segment + 1] - PLACES[segment]);
      cycle[i] = mix(COLOURS[segment], COLOURS[segment + 1], part * part * (3 - 2 * part));
    }
    return cycle;
  }

  /** The colour between two, at {@code part} of the way. */
  static int mix(int from, int to, double part) {
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int a = from >> shift & 0xff;
      int b = to >> shift & 0xff;
      mixed |= (int) Math.round(a + part * (b - a)) << shift;
    }
    return mixed;
  }
}
