package org.tuplespace.examples.movie;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.examples.farm.QueueRun;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.OrderedCursor;
import org.tuplespace.jobs.OrderedResult;
import org.tuplespace.jobs.OrderedResults;

/** Queues the jobs of a film, few ahead of the frames that it takes, and writes these in order. */
public final class MovieMaker {

  /** The kind of the run. */
  public static final String KIND = "movie";

  /** What it counts. */
  public static final String UNIT = "frames";

  private static final Duration POLL = Duration.ofMillis(100);

  private final Zoom zoom;
  private final QueueRun run;
  private final OrderedResults<Frame> frames;
  private final Fingerprint fingerprint = new Fingerprint();
  private final Map<String, Long> framesByWorker = new TreeMap<>();
  private int queued;
  private int written;

  /**
   * What was made.
   *
   * @param fingerprint over the pixels of all frames in their order
   */
  public record Film(
      int frames, String fingerprint, Map<String, Long> framesByWorker, Duration elapsed) {}

  private MovieMaker(Zoom zoom, int window, QueueRun run) {
    this.zoom = zoom;
    this.run = run;
    this.frames = RenderFrame.frames(run.queue()).withWindow(window);
  }

  /**
   * Makes a film and completes the file.
   *
   * @param window so many frames are in work, or wait for an earlier one, at most
   * @throws FarmException if a job failed, no worker is left, or the file can't be written
   */
  public static Film make(Zoom zoom, int window, QueueRun run, MovieFile file)
      throws InterruptedException {
    return new MovieMaker(zoom, window, run).make(file);
  }

  private Film make(MovieFile file) throws InterruptedException {
    frames.end(zoom.frames());
    try (OrderedCursor<Frame> cursor = frames.consume()) {
      while (!cursor.isAtEnd()) {
        queueWhatHasRoom();
        run.lookAfter(written);
        Optional<OrderedResult<Frame>> next = cursor.next(POLL);
        if (next.isPresent()) {
          write(next.get(), file);
        }
      }
    }
    if (written != zoom.frames()) {
      throw new FarmException("the film has " + written + " frames, not " + zoom.frames());
    }
    file.complete();
    return new Film(
        written, fingerprint.text(), Collections.unmodifiableMap(framesByWorker), run.elapsed());
  }

  private void queueWhatHasRoom() throws InterruptedException {
    JobQueue queue = run.queue();
    while (queued < zoom.frames() && frames.awaitRoom(queued, Duration.ZERO)) {
      queue.enqueue(
          new RenderFrame(zoom, queued), QueueRun.ONCE.withId("frame-" + queued).withoutResult());
      queued++;
    }
  }

  private void write(OrderedResult<Frame> next, MovieFile file) {
    if (next.index() != written) {
      throw new FarmException("frame " + next.index() + " came in the place of " + written);
    }
    BufferedImage image = next.value().image();
    fingerprint.add(
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
    file.add(image);
    framesByWorker.merge(next.value().worker(), 1L, Long::sum);
    written++;
  }

  /** The fingerprint of the film as one thread draws it here, without any space. */
  public static String fingerprint(Zoom zoom) throws InterruptedException {
    Fingerprint fingerprint = new Fingerprint();
    for (int frame = 0; frame < zoom.frames(); frame++) {
      fingerprint.add(zoom.render(frame));
    }
    return fingerprint.text();
  }
}
