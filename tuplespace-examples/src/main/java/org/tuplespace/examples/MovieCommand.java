package org.tuplespace.examples;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.examples.farm.QueueRun;
import org.tuplespace.examples.movie.MovieFile;
import org.tuplespace.examples.movie.MovieMaker;
import org.tuplespace.examples.movie.Zoom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code example movie}. */
@Command(
    name = MovieMaker.KIND,
    description = "Draws a zoom into the Mandelbrot set, with worker processes.",
    footer = {
      "",
      "Prints the file, the number of frames and the SHA-256 of their pixels on standard",
      "output, and how it goes on standard error. To lend the processors of another",
      "machine, start the same command there with --join. Both must be given the same",
      "--redis."
    })
final class MovieCommand implements Callable<Integer> {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

  @Mixin private FarmOptions options = new FarmOptions();

  private int frames = 150;
  private int width = 480;
  private int height = 270;
  private int framesPerSecond = 20;
  private int window = 32;

  private @Nullable Path output;

  @Option(
      names = "--check",
      description = "Draws all frames once more, in this process alone, and compares.")
  private boolean check;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Where the film goes: NAME.gif, or NAME.mp4, which needs ffmpeg. By default movie.mp4"
              + " where ffmpeg is on the PATH, else movie.gif.")
  void setOutput(Path file) {
    if (!MovieFile.isKind(file)) {
      throw options.wrongUsage("--output must end with .gif or .mp4, not be " + file);
    }
    output = file;
  }

  @Option(names = "--frames", paramLabel = "N", description = "How many; by default 150.")
  void setFrames(int count) {
    if (count < 1) {
      throw options.wrongUsage("--frames must be at least 1, not " + count);
    }
    frames = count;
  }

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "Width and height of a frame in pixels; by default 480x270.")
  void setSize(String size) {
    Matcher matcher = SIZE.matcher(size);
    if (!matcher.matches()) {
      throw options.wrongUsage("--size must be as in 480x270, not " + size);
    }
    width = Integer.parseInt(matcher.group(1));
    height = Integer.parseInt(matcher.group(2));
  }

  @Option(
      names = "--fps",
      paramLabel = "N",
      description = "How many frames are shown a second, from 1 to 50; by default 20.")
  void setFramesPerSecond(int count) {
    if (count < 1 || count > 50) {
      throw options.wrongUsage("--fps must be from 1 to 50, not " + count);
    }
    framesPerSecond = count;
  }

  @Option(
      names = "--window",
      paramLabel = "N",
      description =
          "How many frames are in work, or wait for an earlier one, at most; by default 32.")
  void setWindow(int count) {
    if (count < 1) {
      throw options.wrongUsage("--window must be at least 1, not " + count);
    }
    window = count;
  }

  @Override
  public Integer call() throws InterruptedException {
    Farm farm = new Farm(options);
    if (options.isJoin()) {
      return farm.join(MovieMaker.KIND, MovieMaker.UNIT);
    }
    Zoom zoom = new Zoom(frames, width, height);
    Path target = output != null ? output : MovieFile.byDefault(MovieMaker.KIND);
    MovieMaker.Film film;
    try (MovieFile file = MovieFile.open(target, zoom, framesPerSecond)) {
      film =
          farm.run(
              new QueueRun.Goal(MovieMaker.KIND, frames, MovieMaker.UNIT),
              "Drawing " + frames + " frames of " + width + "x" + height + " pixels",
              run -> MovieMaker.make(zoom, window, run, file));
    }
    farm.report("Frames of " + target, film.elapsed(), film.framesByWorker(), MovieMaker.UNIT);
    if (check && !MovieMaker.fingerprint(zoom).equals(film.fingerprint())) {
      throw new FarmException(target + " is not what this process alone draws");
    }
    System.out.println(
        target
            + ": "
            + film.frames()
            + " frames, SHA-256 "
            + film.fingerprint()
            + (check ? ", as drawn by this process alone" : ""));
    return ExitStatus.OK;
  }
}
