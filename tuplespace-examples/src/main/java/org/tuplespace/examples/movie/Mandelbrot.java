package org.tuplespace.examples.movie;

/**
 * How fast a point of the plane escapes under z -> z^2 + c, as a smooth number.
 *
 * <p>The fraction comes from how far beyond the bailout radius the point was when it escaped: n + 1
 * - log2(log2 |z|) varies smoothly with c, where n alone would make bands; see Peitgen and Saupe
 * (editors), The Science of Fractal Images, 1988, chapter 4. It is computed by {@link StrictMath}
 * and Java's arithmetic, which give the same bits on every machine.
 */
final class Mandelbrot {

  /** The answer for points that do not escape. */
  static final double INSIDE = -1;

  /** Large, as the formula of the fraction is exact for an infinite one only. */
  private static final double BAILOUT_SQUARED = 1 << 16;

  private static final double LN_2 = StrictMath.log(2);

  private Mandelbrot() {}

  /** The smooth number of steps of the point (x, y), or {@link #INSIDE}. */
  static double escape(double x, double y, int maxIterations) {
    if (isInLargestParts(x, y)) {
      return INSIDE;
    }
    double re = 0;
    double im = 0;
    double re2 = 0;
    double im2 = 0;
    double oldRe = 0;
    double oldIm = 0;
    int nextMark = 8;
    for (int n = 0; n < maxIterations; n++) {
      im = 2 * re * im + y;
      re = re2 - im2 + x;
      re2 = re * re;
      im2 = im * im;
      if (re2 + im2 > BAILOUT_SQUARED) {
        double log2 = StrictMath.log(re2 + im2) / (2 * LN_2);
        return Math.max(0, n + 1 - StrictMath.log(log2) / LN_2);
      }
      // An orbit that comes back to where it was never escapes: Brent's way to find a cycle.
      if (re == oldRe && im == oldIm) {
        return INSIDE;
      }
      if (n == nextMark) {
        oldRe = re;
        oldIm = im;
        nextMark *= 2;
      }
    }
    return INSIDE;
  }

  /** The cardioid and the disc left of it, whose points would take all iterations. */
  private static boolean isInLargestParts(double x, double y) {
    double fromQuarter = x - 0.25;
    double q = fromQuarter * fromQuarter + y * y;
    boolean inCardioid = q * (q + fromQuarter) <= 0.25 * y * y;
    boolean inDisc = (x + 1) * (x + 1) + y * y <= 0.0625;
    return inCardioid || inDisc;
  }
}
