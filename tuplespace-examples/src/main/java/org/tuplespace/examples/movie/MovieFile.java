package org.tuplespace.examples.movie;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.tuplespace.examples.farm.FarmException;

/**
 * A film on disk, written frame by frame. It has its name only when it is complete; until then it
 * is the file with {@code .part} behind its name. For one thread.
 */
public abstract class MovieFile implements AutoCloseable {

  private static final String GIF = ".gif";
  private static final String MP4 = ".mp4";

  private final Path target;
  private final Path part;

  MovieFile(Path target) {
    this.target = target;
    this.part = part(target);
  }

  /** Whether the end of the name is that of a film which can be written. */
  public static boolean isKind(Path target) {
    return isNamed(target, GIF) || isNamed(target, MP4);
  }

  private static boolean isNamed(Path target, String end) {
    return target.toString().toLowerCase(Locale.ROOT).endsWith(end);
  }

  /** Opens a film, a GIF or an MP4 by the end of its name, of so many frames a second. */
  public static MovieFile open(Path target, Zoom zoom, int framesPerSecond) {
    if (isNamed(target, GIF)) {
      return new GifFile(target, framesPerSecond);
    }
    if (isNamed(target, MP4)) {
      return new Mp4File(target, zoom, framesPerSecond);
    }
    throw new FarmException(
        "can't tell what " + target + " should be; end its name with .gif or .mp4");
  }

  /** A film of the best kind that can be made here, in the working directory. */
  public static Path byDefault(String name) {
    return Path.of(name + (Mp4File.isPossible() ? MP4 : GIF));
  }

  static Path part(Path target) {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  /** Writes the next frame, of type {@code TYPE_INT_RGB}. */
  public abstract void add(BufferedImage frame);

  /** Ends the film. */
  abstract void end() throws IOException;

  /** Gives up what was not ended. */
  abstract void abandon();

  /** Ends the film, which from now on has its name. */
  public void complete() {
    try {
      end();
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  FarmException failed(IOException e) {
    return new FarmException("can't write " + target + ": " + e.getMessage());
  }

  /** Removes the film if it is not complete. */
  @Override
  public void close() {
    abandon();
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
