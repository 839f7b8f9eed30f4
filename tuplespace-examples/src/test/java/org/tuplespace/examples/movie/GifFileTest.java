package org.tuplespace.examples.movie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.examples.farm.FarmException;

class GifFileTest {

  private static final Zoom ZOOM = new Zoom(3, 96, 54);

  @TempDir private Path directory;

  @Test
  void gif_hasTheFramesInTheirColoursAndMoves() throws Exception {
    Path target = directory.resolve("film.GIF");
    BufferedImage[] frames = new BufferedImage[ZOOM.frames()];
    try (MovieFile file = MovieFile.open(target, ZOOM, 20)) {
      for (int i = 0; i < frames.length; i++) {
        frames[i] = Frame.of("w", ZOOM, ZOOM.render(i)).image();
        file.add(frames[i]);
        assertThat(target).doesNotExist();
      }
      file.complete();
    }

    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream stream = ImageIO.createImageInputStream(target.toFile())) {
      reader.setInput(stream);
      assertThat(reader.getNumImages(true)).isEqualTo(frames.length);
      for (int i = 0; i < frames.length; i++) {
        assertThat(meanDifference(reader.read(i), frames[i])).isLessThan(6);
        IIOMetadataNode root =
            (IIOMetadataNode) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
        assertThat(attribute(root, "GraphicControlExtension", "delayTime")).isEqualTo("5");
        if (i == 0) {
          assertThat(attribute(root, "ApplicationExtension", "applicationID"))
              .isEqualTo("NETSCAPE");
        }
      }
    }
    assertThat(Files.list(directory)).containsExactly(target);
  }

  @Test
  void film_notCompleted_leavesNothing() throws IOException {
    try (MovieFile file = MovieFile.open(directory.resolve("film.gif"), ZOOM, 20)) {
      assertThat(Files.list(directory)).hasSize(1);
      file.add(new BufferedImage(96, 54, BufferedImage.TYPE_INT_RGB));
    }
    assertThat(Files.list(directory)).isEmpty();
  }

  @Test
  void film_ofUnknownKind_isRefused() {
    assertThatThrownBy(() -> MovieFile.open(Path.of("film.avi"), ZOOM, 20))
        .isInstanceOf(FarmException.class)
        .hasMessage("can't tell what film.avi should be; end its name with .gif or .mp4");
  }

  @Test
  void film_whereItCannotBe_isRefused() {
    Path target = directory.resolve("missing").resolve("film.gif");
    assertThatThrownBy(() -> MovieFile.open(target, ZOOM, 20))
        .isInstanceOf(FarmException.class)
        .hasMessageStartingWith("can't write " + target);
  }

  @Test
  void mp4_ofOddSize_isRefused() {
    assertThatThrownBy(() -> MovieFile.open(Path.of("film.mp4"), new Zoom(1, 95, 54), 20))
        .isInstanceOf(FarmException.class)
        .hasMessageContaining("95x54");
  }

  private static String attribute(IIOMetadataNode root, String element, String attribute) {
    return ((IIOMetadataNode) root.getElementsByTagName(element).item(0)).getAttribute(attribute);
  }

  /** Of the values of red, green and blue, from 0 to 255. */
  private static double meanDifference(BufferedImage one, BufferedImage other) {
    long sum = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          sum +=
              Math.abs((one.getRGB(x, y) >> shift & 0xff) - (other.getRGB(x, y) >> shift & 0xff));
        }
      }
    }
    return sum / (3.0 * one.getHeight() * one.getWidth());
  }
}
