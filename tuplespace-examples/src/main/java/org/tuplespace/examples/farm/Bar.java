package org.tuplespace.examples.farm;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/**
 * Progress as a bar on the last line of a terminal, which a thread of the library's draws again and
 * again. Whatever else is written there must come in one call, and clear the line first. Used by
 * one thread.
 */
final class Bar implements AutoCloseable {

  private static final Duration REDRAW = Duration.ofMillis(100);

  /** Room for the ^C that a terminal shows, which on a full line would go to the next. */
  private static final int MARGIN = 2;

  /** The bar counts shares of the cost, so that it advances as evenly as time. */
  private static final long ALL_SHARES = 1_000_000;

  private final LineConsumer line;
  private final ProgressBar bar;
  private volatile Progress latest;

  /** Draws from now on, on a terminal of {@code width} columns. */
  Bar(PrintStream stream, int width, Progress progress) {
    latest = progress;
    // Without a width it would ask JLine, whose native code is not there.
    line = new LineConsumer(stream, Math.max(1, width - MARGIN));
    bar =
        new ProgressBarBuilder()
            .setTaskName(progress.kind())
            .setInitialMax(ALL_SHARES)
            .setUpdateIntervalMillis((int) REDRAW.toMillis())
            .continuousUpdate()
            .setRenderer(new UnitsRenderer(() -> latest))
            .setConsumer(line)
            .build();
    update(progress);
  }

  void update(Progress progress) {
    latest = progress;
    bar.stepTo((long) (progress.fraction() * ALL_SHARES));
  }

  /** Draws it once more, and leaves it there. */
  @Override
  public void close() {
    // Interrupted, the library would neither wait for its thread nor stay interrupted.
    boolean interrupted = Thread.interrupted();
    bar.close();
    line.close(); // the library does not end the line of a bar that is closed before it was drawn
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The line on the terminal, which ends once, and is not drawn behind its end: closed while its
   * thread draws, the library draws and ends it twice.
   */
  private static final class LineConsumer extends ConsoleProgressBarConsumer {

    private boolean ended;

    LineConsumer(PrintStream stream, int width) {
      super(stream, width);
    }

    @Override
    public synchronized void accept(String drawn) {
      if (!ended) {
        super.accept(drawn);
      }
    }

    @Override
    public synchronized void close() {
      if (!ended) {
        ended = true;
        super.close();
      }
    }
  }

  /** Tells units, not shares of the cost. */
  private static final class UnitsRenderer extends DefaultProgressBarRenderer {

    private final Supplier<Progress> latest;

    UnitsRenderer(Supplier<Progress> latest) {
      super(
          ProgressBarStyle.ASCII,
          "",
          1,
          true,
          new DecimalFormat(),
          ChronoUnit.SECONDS,
          true,
          state -> latest.get().timeLeft());
      this.latest = latest;
    }

    @Override
    protected String ratio(ProgressState state) {
      return latest.get().count();
    }

    @Override
    protected String speed(ProgressState state) {
      return latest.get().rate();
    }
  }
}
