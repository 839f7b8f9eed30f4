package org.tuplespace.examples.movie;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;

/**
 * The 256 colours that a GIF may have, the same for all frames, so that nothing flickers: the cycle
 * of the {@link Palette} in small steps, and some of its colours darkened, for the rim of what is
 * black. What lies between two of them is mixed by ordered dithering (Bayer 1973), whose pattern
 * stays in its place from frame to frame.
 */
final class GifColours {

  private static final int SIZE = 256;
  private static final int SHADES = 4;
  private static final int DARKENED = 12;

  /** Colours are looked up by so many bits of red, green and blue. */
  private static final int BITS = 6;

  private static final int[] BAYER = {0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5};

  private final int[] colours = colours();
  private final byte[] nearest = nearest(colours);
  private final IndexColorModel model =
      new IndexColorModel(8, SIZE, colours, 0, false, -1, DataBuffer.TYPE_BYTE);

  /** The same picture in these colours. */
  BufferedImage reduce(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    BufferedImage reduced =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    byte[] indices = ((DataBufferByte) reduced.getRaster().getDataBuffer()).getData();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    for (int i = 0; i < pixels.length; i++) {
      int shift = BAYER[i / width % 4 * 4 + i % width % 4] / 2 - 4;
      int red = clamp((pixels[i] >> 16 & 0xff) + shift);
      int green = clamp((pixels[i] >> 8 & 0xff) + shift);
      int blue = clamp((pixels[i] & 0xff) + shift);
      indices[i] = nearest[place(red, green, blue)];
    }
    return reduced;
  }

  private static int[] colours() {
    int[] colours = new int[SIZE];
    int count = 1; // the first is black
    for (int i = 0; i < DARKENED; i++) {
      for (int shade = 1; shade <= SHADES; shade++) {
        double light = (double) shade / (SHADES + 1);
        colours[count++] = Palette.mix(0, Palette.onCycle((double) i / DARKENED), light);
      }
    }
    int onCycle = SIZE - count;
    for (int i = 0; i < onCycle; i++) {
      colours[count++] = Palette.onCycle((double) i / onCycle);
    }
    return colours;
  }

  private static byte[] nearest(int[] colours) {
    byte[] nearest = new byte[1 << 3 * BITS];
    int step = 1 << 8 - BITS;
    for (int red = step / 2; red < 256; red += step) {
      for (int green = step / 2; green < 256; green += step) {
        for (int blue = step / 2; blue < 256; blue += step) {
          nearest[place(red, green, blue)] = (byte) nearest(colours, red, green, blue);
        }
      }
    }
    return nearest;
  }

  private static int nearest(int[] colours, int red, int green, int blue) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < colours.length; i++) {
      int dRed = (colours[i] >> 16) - red;
      int dGreen = (colours[i] >> 8 & 0xff) - green;
      int dBlue = (colours[i] & 0xff) - blue;
      int distance = 3 * dRed * dRed + 4 * dGreen * dGreen + 2 * dBlue * dBlue;
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  private static int place(int red, int green, int blue) {
    int drop = 8 - BITS;
    return (red >> drop) << 2 * BITS | (green >> drop) << BITS | blue >> drop;
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
