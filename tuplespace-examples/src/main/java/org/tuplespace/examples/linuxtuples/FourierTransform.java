package org.tuplespace.examples.linuxtuples;

/**
 * The discrete Fourier transform in n log n steps (J. Cooley and J. Tukey, "An Algorithm for the
 * Machine Calculation of Complex Fourier Series", 1965), in place and without scaling.
 */
final class FourierTransform {

  private FourierTransform() {}

  /**
   * Transforms the complex numbers whose parts these are.
   *
   * @throws IllegalArgumentException if there is another number of them than a power of two
   */
  static void of(double[] re, double[] im) {
    int n = re.length;
    if (Integer.bitCount(n) != 1 || im.length != n) {
      throw new IllegalArgumentException(
          n + " and " + im.length + " numbers; both must be the same power of two");
    }
    reorder(re, im);
    for (int half = 1; half < n; half *= 2) {
      for (int k = 0; k < half; k++) {
        double angle = -Math.PI * k / half;
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        for (int low = k; low < n; low += 2 * half) {
          int high = low + half;
          double turnedRe = re[high] * cos - im[high] * sin;
          double turnedIm = re[high] * sin + im[high] * cos;
          re[high] = re[low] - turnedRe;
          im[high] = im[low] - turnedIm;
          re[low] += turnedRe;
          im[low] += turnedIm;
        }
      }
    }
  }

  /** Each goes where its index leads whose bits are reversed. */
  private static void reorder(double[] re, double[] im) {
    int bits = Integer.numberOfTrailingZeros(re.length);
    for (int i = 0; i < re.length; i++) {
      int j = bits == 0 ? 0 : Integer.reverse(i) >>> (Integer.SIZE - bits);
      if (i < j) {
        swap(re, i, j);
        swap(im, i, j);
      }
    }
  }

  private static void swap(double[] numbers, int i, int j) {
    double held = numbers[i];
    numbers[i] = numbers[j];
    numbers[j] = held;
  }
}
