package org.tuplespace.examples.movie;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.tuplespace.examples.farm.FarmException;

/** An MP4 by ffmpeg, which gets the pixels on its standard input. */
final class Mp4File extends MovieFile {

  private static final String PROGRAM = "ffmpeg";
  private static final int ENDING_SECONDS = 120;

  private final Process process;
  private final OutputStream pixels;
  private final CompletableFuture<String> said;

  Mp4File(Path target, Zoom zoom, int framesPerSecond) {
    super(target);
    if (zoom.width() % 2 != 0 || zoom.height() % 2 != 0) {
      throw new FarmException(
          "an MP4 needs an even width and height, not "
              + zoom.width()
              + "x"
              + zoom.height()
              + "; change --size, or end the name of --output with .gif");
    }
    if (!isPossible()) {
      throw new FarmException(
          "an MP4 needs ffmpeg, which is not on the PATH; install it (on Debian: apt-get install"
              + " ffmpeg), or end the name of --output with .gif");
    }
    List<String> command =
        List.of(
            PROGRAM,
            "-hide_banner",
            "-loglevel",
            "error",
            "-y",
            "-f",
            "rawvideo",
            "-pixel_format",
            "rgb24",
            "-video_size",
            zoom.width() + "x" + zoom.height(),
            "-framerate",
            Integer.toString(framesPerSecond),
            "-i",
            "-",
            "-pix_fmt",
            "yuv420p",
            "-movflags",
            "+faststart",
            "-f",
            "mp4",
            part(target).toString());
    try {
      process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw failed(e);
    }
    pixels = new BufferedOutputStream(process.getOutputStream(), 1 << 16);
    said = CompletableFuture.supplyAsync(this::readErrors);
  }

  /** Whether there is an ffmpeg. */
  static boolean isPossible() {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String directory : path.split(File.pathSeparator, -1)) {
      if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, PROGRAM))) {
        return true;
      }
    }
    return false;
  }

  private String readErrors() {
    try {
      byte[] bytes = process.getErrorStream().readAllBytes();
      return new String(bytes, Charset.defaultCharset()).strip();
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void add(BufferedImage frame) {
    int[] colours = ((DataBufferInt) frame.getRaster().getDataBuffer()).getData();
    byte[] bytes = new byte[3 * colours.length];
    int i = 0;
    for (int colour : colours) {
      bytes[i++] = (byte) (colour >> 16);
      bytes[i++] = (byte) (colour >> 8);
      bytes[i++] = (byte) colour;
    }
    try {
      pixels.write(bytes);
    } catch (IOException e) {
      throw new FarmException(PROGRAM + " failed: " + said.join());
    }
  }

  @Override
  void end() throws IOException {
    pixels.close();
    try {
      if (!process.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)) {
        throw new FarmException(PROGRAM + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FarmException("interrupted while " + PROGRAM + " ended the film");
    }
    if (process.exitValue() != 0) {
      throw new FarmException(PROGRAM + " failed: " + said.join());
    }
  }

  @Override
  void abandon() {
    process.destroyForcibly();
  }
}
