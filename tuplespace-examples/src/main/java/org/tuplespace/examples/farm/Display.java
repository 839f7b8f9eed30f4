package org.tuplespace.examples.farm;

import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a run tells its user how it goes: one line that is drawn again on a terminal, now and then
 * a line elsewhere. Thread-safe.
 */
public final class Display implements AutoCloseable {

  private static final Duration REDRAW = Duration.ofMillis(100);
  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream stream;
  private final Terminal terminal;
  private @Nullable Progress last;
  private Duration shownAt = Duration.ZERO;
  private boolean barIsDrawn;

  /** Writes to {@code stream}, which {@code terminal} describes. */
  public Display(PrintStream stream, Terminal terminal) {
    this.stream = stream;
    this.terminal = terminal;
  }

  /** Shows progress, unless it has just done so. */
  public synchronized void show(Progress progress) {
    last = progress;
    Duration interval = terminal.isInteractive() ? REDRAW : PLAIN_INTERVAL;
    if (progress.elapsed().minus(shownAt).compareTo(interval) >= 0) {
      shownAt = progress.elapsed();
      print(progress);
    }
  }

  /** Prints a line, clear of the bar. */
  public synchronized void message(String line) {
    clearBar();
    stream.println(line);
    if (terminal.isInteractive() && last != null) {
      print(last);
    }
  }

  private void print(Progress progress) {
    if (terminal.isInteractive()) {
      stream.print(CLEAR_LINE + ProgressLine.withBar(progress, terminal.width() - 1));
      stream.flush();
      barIsDrawn = true;
    } else {
      stream.println(ProgressLine.plain(progress));
    }
  }

  private void clearBar() {
    if (barIsDrawn) {
      stream.print(CLEAR_LINE);
      stream.flush();
      barIsDrawn = false;
    }
  }

  /** Shows the last progress for good. */
  @Override
  public synchronized void close() {
    if (last != null) {
      print(last);
      if (barIsDrawn) {
        stream.println();
      }
      last = null;
      barIsDrawn = false;
    }
  }
}
