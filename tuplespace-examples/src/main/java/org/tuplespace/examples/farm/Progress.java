package org.tuplespace.examples.farm;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a run is.
 *
 * @param kind the kind of the job
 * @param fraction of the cost, from 0 to 1
 * @param done units
 * @param total units
 * @param unit what is counted, in the plural
 * @param elapsed since the start
 */
public record Progress(
    String kind, double fraction, long done, long total, String unit, Duration elapsed) {

  /** As a line of text, for logs and pipes. */
  String line() {
    int percent = (int) (fraction * 100);
    return String.format(
        Locale.ROOT, "%s %3d%%, %s, %s, %s", kind, percent, count(), rate(), time());
  }

  /** As in "3 of 7 segments". */
  String count() {
    return done + " of " + total + " " + unit;
  }

  /** Units done a second. */
  String rate() {
    double seconds = elapsed.toMillis() / 1000.0;
    return String.format(Locale.ROOT, "%.1f/s", seconds > 0 ? done / seconds : 0);
  }

  /** What is left if the rest of the cost goes at the pace of what is done. */
  Optional<Duration> timeLeft() {
    return fraction > 0
        ? Optional.of(Duration.ofMillis(Math.round(elapsed.toMillis() * (1 / fraction - 1))))
        : Optional.empty();
  }

  private String time() {
    if (done == total) {
      return "took " + clock(elapsed);
    }
    return timeLeft().map(left -> clock(left) + " left").orElse("starting");
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
