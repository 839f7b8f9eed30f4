package org.tuplespace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.Template;
import org.tuplespace.TupleSpace;
import org.tuplespace.examples.molecular.Dynamics;
import org.tuplespace.examples.molecular.Liquid;
import org.tuplespace.examples.movie.MovieMaker;
import org.tuplespace.examples.movie.Zoom;
import org.tuplespace.redis.server.EmbeddedRedis;

/** The examples on job queues as their users run them, with workers that are killed at work. */
@Timeout(600)
class JobQueueExamplesIT {

  private static final int WORKERS = 4;

  private static EmbeddedRedis server;

  private final String spaceName = "job-queue-examples-it-" + UUID.randomUUID();
  private final TupleSpace space = ConnectedSpace.connectPatiently(server.url(), spaceName);

  @TempDir private Path directory;
  @TempDir private Path secondDirectory;
  @TempDir private Path results;

  @BeforeAll
  static void startServer() {
    server = EmbeddedRedis.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @AfterEach
  void dropSpace() {
    space.drop();
    space.close();
  }

  @Test
  void movie_halfOfTheWorkersKilled_hasEveryFrameOnce() throws Exception {
    Path film = results.resolve("film.gif");
    String[] arguments = {"--frames", "60", "--size", "320x180", "--output", film.toString()};
    try (ExampleProcess example = start("movie", arguments)) {
      space.rd(any(), "next", "frames", any()); // the first frames are written
      killHalfOfTheWorkersOf(example);

      assertThat(example.awaitExit()).as(example.err()).isZero();
      assertThat(example.out())
          .isEqualTo(
              film
                  + ": 60 frames, SHA-256 "
                  + MovieMaker.fingerprint(new Zoom(60, 320, 180))
                  + "\n");
      assertThat(framesIn(film)).isEqualTo(60);
      assertThat(example.err())
          .contains("60 of 60 frames", "ended with status 137", "takes its place")
          .doesNotContain("Exception", "WARN");
      example.assertNothingLeft(WORKERS + WORKERS / 2);
    }
    assertNothingLeftInTheSpace();
  }

  @Test
  void movie_terminated_leavesNothing() throws Exception {
    Path film = results.resolve("film.gif");
    try (ExampleProcess example =
        start("movie", "--frames", "2000", "--size", "320x180", "--output", film.toString())) {
      space.rd(any(), "next", "frames", any());

      example.signal("TERM");

      assertThat(example.awaitExit()).as(example.err()).isEqualTo(143);
      assertThat(example.out()).isEmpty();
      example.assertNothingLeft(WORKERS);
    }
    assertThat(Files.list(results)).isEmpty();
    assertNothingLeftInTheSpace();
  }

  @Test
  void movie_join_drawsAlong() throws Exception {
    Path film = results.resolve("film.gif");
    try (ExampleProcess first =
        start(
            "movie",
            "--frames",
            "400",
            "--size",
            "64x36",
            "--workers",
            "1",
            "--output",
            film.toString())) {
      space.rd(any(), "next", "frames", any());
      try (ExampleProcess second = startIn(secondDirectory, "movie", "--workers", "1", "--join")) {
        assertThat(second.awaitExit()).as(second.err() + first.err()).isZero();
        assertThat(second.err())
            .contains("Joining movie-")
            .containsPattern("Computed [1-9]\\d* frames of movie-");
        second.assertNothingLeft(1);

        assertThat(first.awaitExit()).as(first.err()).isZero();
        assertThat(first.err()).containsPattern("-" + second.pid() + "-\\d +\\d+ frames");
      }
    }
    assertThat(framesIn(film)).isEqualTo(400);
  }

  @Test
  void movie_fileThatCannotBe_isOneLine() throws Exception {
    try (ExampleProcess example = start("movie", "--output", "/nowhere/film.gif")) {
      assertThat(example.awaitExit()).isEqualTo(ExitStatus.FAILED);
      assertThat(example.out()).isEmpty();
      assertThat(example.err().lines()).hasSize(1);
      assertThat(example.err()).startsWith("tuples: can't write /nowhere/film.gif");
    }
  }

  @Test
  void molecular_halfOfTheWorkersKilled_hasTheBitsOfOneThread() throws Exception {
    Path trajectory = results.resolve("argon.xyz");
    Path plot = results.resolve("argon.png");
    String[] arguments = {
      "--atoms",
      "343",
      "--steps",
      "150",
      "--output",
      trajectory.toString(),
      "--plot",
      plot.toString()
    };
    try (ExampleProcess example = start("molecular", arguments)) {
      space.rd(any(), "next", "snapshots", any()); // the first snapshots are written
      killHalfOfTheWorkersOf(example);

      assertThat(example.awaitExit()).as(example.err()).isZero();
      assertThat(example.out())
          .startsWith(trajectory + ": 16 snapshots of 343 atoms\n")
          .containsPattern("drift 0\\.0\\d+ %")
          .contains("SHA-256 of the last state " + Dynamics.fingerprint(new Liquid(343, 1), 150));
      assertThat(example.err())
          .contains("150 of 150 steps", "ended with status 137", "takes its place")
          .doesNotContain("Exception", "WARN");
      example.assertNothingLeft(WORKERS + WORKERS / 2);
    }
    assertThat(Files.readAllLines(trajectory)).hasSize(16 * 345);
    assertThat(ImageIO.read(plot.toFile())).isNotNull();
    assertNothingLeftInTheSpace();
  }

  @Test
  void wordcount_halfOfTheWorkersKilled_countsEveryWordOnce() throws Exception {
    try (ExampleProcess example = start("wordcount", "--files", "300", "--wait", "2")) {
      space.rd(any(), "result", any(), any(), any()); // work is under way
      // The two of one host, so that its files must be read by the other, or by those that come.
      killHalfOfTheWorkersOf(example);

      assertThat(example.awaitExit()).as(example.err()).isZero();
      assertThat(example.out()).contains("6000000 words, as many as were written\n");
      assertThat(example.err())
          .contains("300 of 300 files", "ended with status 137", "takes its place")
          .doesNotContain("Exception", "WARN");
      example.assertNothingLeft(WORKERS + WORKERS / 2);
    }
    assertNothingLeftInTheSpace();
  }

  private static int framesIn(Path film) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream stream = ImageIO.createImageInputStream(film.toFile())) {
      reader.setInput(stream);
      return reader.getNumImages(true);
    }
  }

  private ExampleProcess start(String name, String... arguments) {
    return startIn(directory, name, arguments);
  }

  private ExampleProcess startIn(Path outputs, String name, String... arguments) {
    List<String> all = new ArrayList<>(List.of(name, "--redis", server.url()));
    all.addAll(List.of("--space", spaceName));
    all.addAll(List.of(arguments));
    if (!all.contains("--workers")) {
      all.addAll(List.of("--workers", Integer.toString(WORKERS)));
    }
    return ExampleProcess.start(outputs, all.toArray(new String[0]));
  }

  private void killHalfOfTheWorkersOf(ExampleProcess example) {
    List<ProcessHandle> workers = example.workers();
    assertThat(workers).hasSize(WORKERS);
    workers.subList(0, WORKERS / 2).forEach(worker -> ExampleProcess.signal(worker, "KILL"));
  }

  /** Nothing but signs of life, which go by themselves and have other numbers of fields. */
  private void assertNothingLeftInTheSpace() {
    for (int arity = 4; arity <= 9; arity++) {
      Object[] fields = new Object[arity];
      Arrays.fill(fields, any());
      assertThat(space.rdAll(Template.of(fields))).isEmpty();
    }
  }
}
