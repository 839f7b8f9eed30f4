package org.tuplespace.examples.farm;

import java.time.Duration;
import java.util.Locale;

/** Progress as a line of text. */
final class ProgressLine {

  private static final int SHORTEST_BAR = 5;
  private static final int LONGEST_BAR = 40;

  private ProgressLine() {}

  /** Without a bar, for logs and pipes. */
  static String plain(Progress progress) {
    return progress.kind() + " " + percent(progress) + ", " + figures(progress);
  }

  /** With a bar that fills the line up to {@code width} characters. */
  static String withBar(Progress progress, int width) {
    String before = progress.kind() + " " + percent(progress) + " ";
    String after = " " + figures(progress);
    int room = Math.min(LONGEST_BAR, width - before.length() - after.length() - 2);
    String bar = room < SHORTEST_BAR ? "" : bar(progress.fraction(), room);
    String line = before + bar + after;
    return line.length() > width ? line.substring(0, Math.max(0, width)) : line;
  }

  private static String bar(double fraction, int room) {
    int full = (int) (fraction * room);
    String tip = full < room ? ">" : "";
    return "[" + "=".repeat(full) + tip + " ".repeat(room - full - tip.length()) + "]";
  }

  private static String percent(Progress progress) {
    return String.format(Locale.ROOT, "%3d%%", (int) (progress.fraction() * 100));
  }

  private static String figures(Progress progress) {
    String done =
        String.format(
            Locale.ROOT,
            "%d of %d %s, %.1f/s",
            progress.done(),
            progress.total(),
            progress.unit(),
            progress.rate());
    if (progress.done() == progress.total()) {
      return done + ", took " + clock(progress.elapsed());
    }
    return done + ", " + progress.timeLeft().map(left -> clock(left) + " left").orElse("starting");
  }

  /** Minutes and seconds, as in 1:05, or hours, minutes and seconds. */
  static String clock(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1000.0);
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
