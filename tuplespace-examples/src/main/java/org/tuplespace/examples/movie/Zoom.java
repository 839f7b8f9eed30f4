package org.tuplespace.examples.movie;

import org.tuplespace.examples.farm.FarmException;

/**
 * A film that closes in on a point at the rim of the Mandelbrot set, between two of its parts.
 *
 * @param frames how many
 * @param width of a frame, in pixels
 * @param height of a frame, in pixels
 */
public record Zoom(int frames, int width, int height) {

  /** More pixels than any screen has. */
  private static final int MAX_PIXELS = 1 << 25;

  /** In the Seahorse Valley, on an arm of a double spiral. */
  private static final double CENTRE_X = -0.743643887037158704752191506114774;

  private static final double CENTRE_Y = 0.131825904205311970493132056385139;

  private static final double FIRST_WIDTH = 3.2;

  /** Below it the pixels of a frame would be too close to each other for a double. */
  private static final double LAST_WIDTH = 2e-12;

  /** How much less each frame shows, unless that leads too deep. */
  private static final double STEP = 0.91;

  private static final int SAMPLES_PER_SIDE = 2;
  private static final int SAMPLES = SAMPLES_PER_SIDE * SAMPLES_PER_SIDE;

  /**
   * Checks the numbers.
   *
   * @throws FarmException if there is no frame, or a frame has no or too many pixels
   */
  public Zoom {
    if (frames < 1) {
      throw new FarmException("a film has at least one frame, not " + frames);
    }
    if (width < 2 || height < 2 || (long) width * height > MAX_PIXELS) {
      throw new FarmException(
          "a frame has at least 2x2 and at most "
              + MAX_PIXELS
              + " pixels; it can't be "
              + width
              + "x"
              + height);
    }
  }

  /**
   * Draws a frame, with the mean of four samples for each pixel.
   *
   * @param frame from 0
   * @return the pixels row by row, as 0xRRGGBB
   * @throws InterruptedException if the thread is interrupted
   */
  int[] render(int frame) throws InterruptedException {
    double shown = shownWidth(frame);
    double sample = shown / ((double) width * SAMPLES_PER_SIDE);
    int iterations = iterations(shown);
    double left = CENTRE_X - (width * SAMPLES_PER_SIDE - 1) * sample / 2;
    double top = CENTRE_Y + (height * SAMPLES_PER_SIDE - 1) * sample / 2;
    int[] pixels = new int[width * height];
    for (int row = 0; row < height; row++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      for (int column = 0; column < width; column++) {
        pixels[row * width + column] =
            pixel(
                left + column * SAMPLES_PER_SIDE * sample,
                top - row * SAMPLES_PER_SIDE * sample,
                sample,
                iterations);
      }
    }
    return pixels;
  }

  private static int pixel(double left, double top, double sample, int iterations) {
    int red = 0;
    int green = 0;
    int blue = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double x = left + i % SAMPLES_PER_SIDE * sample;
      double y = top - i / SAMPLES_PER_SIDE * sample;
      int colour = Palette.colour(Mandelbrot.escape(x, y, iterations));
      red += colour >> 16;
      green += colour >> 8 & 0xff;
      blue += colour & 0xff;
    }
    return red / SAMPLES << 16 | green / SAMPLES << 8 | blue / SAMPLES;
  }

  private double shownWidth(int frame) {
    if (frames == 1) {
      return FIRST_WIDTH;
    }
    double depth =
        Math.max(StrictMath.log(LAST_WIDTH / FIRST_WIDTH), (frames - 1) * StrictMath.log(STEP));
    return FIRST_WIDTH * StrictMath.exp(depth * frame / (frames - 1));
  }

  /** The deeper, the longer points stay that escape in the end. */
  private static int iterations(double shown) {
    double halvings = StrictMath.log(FIRST_WIDTH / shown) / StrictMath.log(2);
    return (int) (300 + 60 * halvings);
  }
}
