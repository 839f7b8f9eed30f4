package org.tuplespace.examples.bench;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far the run is: a bar on a terminal, else a line for each workload. */
final class Progress implements AutoCloseable {

  private static final int WIDTH = 100;
  private static final int SHARES = 1_000;

  private final PrintStream stream;
  private final int workloads;
  private final ProgressBar bar;
  private final boolean isTerminal;
  private int done;
  private String last = "";

  Progress(PrintStream stream, int workloads, boolean isTerminal) {
    this.stream = stream;
    this.workloads = workloads;
    this.isTerminal = isTerminal;
    PrintStream seen =
        isTerminal ? stream : new PrintStream(java.io.OutputStream.nullOutputStream());
    bar =
        new ProgressBarBuilder()
            .setTaskName("bench")
            .setInitialMax((long) workloads * SHARES)
            .setStyle(ProgressBarStyle.ASCII)
            .hideEta()
            .setConsumer(new ConsoleProgressBarConsumer(seen, WIDTH))
            .build();
  }

  /** Tells what is being measured. */
  void show(String what, int run, int runs) {
    if (isTerminal) {
      bar.setExtraMessage(" " + what);
      bar.stepTo((long) done * SHARES + (long) run * SHARES / runs);
    } else if (!what.substring(0, what.indexOf(':')).equals(last)) {
      last = what.substring(0, what.indexOf(':'));
      stream.println("bench: " + (done + 1) + " of " + workloads + ": " + last);
    }
  }

  /** A workload is done. */
  void next() {
    done++;
  }

  @Override
  public void close() {
    bar.close();
  }
}
