package org.tuplespace.examples.movie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuplespace.Match.any;

import java.awt.image.BufferedImage;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.LocalTupleSpace;
import org.tuplespace.Template;
import org.tuplespace.TupleSpace;
import org.tuplespace.examples.farm.Display;
import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.examples.farm.QueueRun;
import org.tuplespace.examples.farm.Terminal;
import org.tuplespace.examples.farm.ThreadCrew;

@Timeout(120)
class MovieMakerTest {

  private static final Zoom ZOOM = new Zoom(40, 32, 18);

  private final TupleSpace space = new LocalTupleSpace("movie");

  @TempDir private Path directory;

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void make_fewInWork_hasAllFramesInOrderAndLeavesNothing() throws InterruptedException {
    try (KeptFrames file = new KeptFrames(directory.resolve("film"));
        QueueRun run = run(4)) {
      MovieMaker.Film film = MovieMaker.make(ZOOM, 5, run, file);
      run.finish();

      assertThat(film.frames()).isEqualTo(ZOOM.frames());
      assertThat(film.fingerprint()).isEqualTo(MovieMaker.fingerprint(ZOOM));
      assertThat(film.framesByWorker().values().stream().mapToLong(n -> n).sum())
          .isEqualTo(ZOOM.frames());
      assertThat(file.completed).isTrue();
      for (int i = 0; i < ZOOM.frames(); i++) {
        assertThat(file.frames.get(i)).as("frame %s", i).isEqualTo(ZOOM.render(i));
      }
    }
    assertThat(space.count("job", any(), any(), any())).isZero();
    for (int arity = 4; arity <= 9; arity++) {
      assertThat(space.count(Template.of(anything(arity)))).isZero();
    }
  }

  @Test
  void make_fileThatFails_endsTheRun() throws InterruptedException {
    try (KeptFrames file = new KeptFrames(directory.resolve("film"));
        QueueRun run = run(2)) {
      file.failsAt = 3;
      assertThatThrownBy(() -> MovieMaker.make(ZOOM, 5, run, file))
          .isInstanceOf(FarmException.class)
          .hasMessage("disk full");
    }
    assertThat(space.count(anything(7))).isZero();
  }

  @Test
  void fingerprint_otherOrder_isAnother() throws InterruptedException {
    Fingerprint forth = new Fingerprint();
    Fingerprint back = new Fingerprint();
    for (int i = 0; i < 2; i++) {
      forth.add(ZOOM.render(i));
      back.add(ZOOM.render(1 - i));
    }
    assertThat(forth.text()).hasSize(64).isNotEqualTo(back.text());
  }

  private QueueRun run(int workers) throws InterruptedException {
    return new QueueRun(
        space,
        new QueueRun.Goal(MovieMaker.KIND, ZOOM.frames(), MovieMaker.UNIT),
        id -> ThreadCrew.onQueue(space, id, workers),
        new Display(new PrintStream(OutputStream.nullOutputStream()), Terminal.NONE));
  }

  private static Object[] anything(int arity) {
    Object[] fields = new Object[arity];
    Arrays.fill(fields, any());
    return fields;
  }

  /** A film in memory. */
  private static final class KeptFrames extends MovieFile {

    private final List<int[]> frames = new ArrayList<>();
    private int failsAt = -1;
    private boolean completed;

    KeptFrames(Path target) {
      super(target);
    }

    @Override
    public void add(BufferedImage frame) {
      if (frames.size() == failsAt) {
        throw new FarmException("disk full");
      }
      int[] pixels = frame.getRGB(0, 0, ZOOM.width(), ZOOM.height(), null, 0, ZOOM.width());
      frames.add(Arrays.stream(pixels).map(pixel -> pixel & 0xffffff).toArray());
    }

    @Override
    public void complete() {
      completed = true;
    }

    @Override
    void end() {}

    @Override
    void abandon() {}
  }
}
