package org.tuplespace.examples.farm;

import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a run tells its user how it goes: a bar on a terminal, now and then a line elsewhere.
 * Thread-safe.
 */
public final class Display implements AutoCloseable {

  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream stream;
  private final Terminal terminal;
  private @Nullable Progress last;
  private @Nullable Bar bar;
  private Duration shownAt = Duration.ZERO;

  /** Writes to {@code stream}, which {@code terminal} describes. */
  public Display(PrintStream stream, Terminal terminal) {
    this.stream = stream;
    this.terminal = terminal;
  }

  /** Shows progress, unless it has just done so. */
  public synchronized void show(Progress progress) {
    last = progress;
    if (terminal.isInteractive()) {
      showBar(progress);
    } else if (progress.elapsed().minus(shownAt).compareTo(PLAIN_INTERVAL) >= 0) {
      shownAt = progress.elapsed();
      stream.println(progress.line());
    }
  }

  private void showBar(Progress progress) {
    if (bar == null) {
      bar = new Bar(stream, terminal.width(), progress);
    } else {
      bar.update(progress);
    }
  }

  /** Prints a line, clear of the bar. */
  public synchronized void message(String line) {
    // In one call, as another thread draws the bar; it soon does so again below.
    stream.print((bar == null ? "" : CLEAR_LINE) + line + System.lineSeparator());
    stream.flush();
  }

  /** Shows the last progress for good. */
  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    } else if (last != null) {
      stream.println(last.line());
    }
    bar = null;
    last = null;
  }
}
