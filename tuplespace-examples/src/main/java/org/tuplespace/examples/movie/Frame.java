package org.tuplespace.examples.movie;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.tuplespace.examples.farm.FarmException;

/**
 * A frame, as it lies in the space.
 *
 * @param worker who drew it
 * @param png the picture as a PNG file, which any program can show
 */
@SuppressWarnings("ArrayRecordComponent") // frames are not compared
record Frame(String worker, byte[] png) {

  static {
    ImageIO.setUseCache(false); // for images of this size, memory is enough
  }

  static Frame of(String worker, Zoom zoom, int[] pixels) {
    BufferedImage image =
        new BufferedImage(zoom.width(), zoom.height(), BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, zoom.width(), zoom.height(), pixels, 0, zoom.width());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not in memory
    }
    return new Frame(worker, bytes.toByteArray());
  }

  /** The picture, of the type {@code TYPE_INT_RGB}. */
  BufferedImage image() {
    BufferedImage decoded;
    try {
      decoded = ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException e) {
      throw new FarmException("a frame of " + worker + " is no PNG file: " + e.getMessage());
    }
    int width = decoded.getWidth();
    int height = decoded.getHeight();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(
        0, 0, width, height, decoded.getRGB(0, 0, width, height, null, 0, width), 0, width);
    return image;
  }
}
