package org.tuplespace.redis.cli;

import java.time.Duration;
import java.time.Instant;

/** Times as people read them in a table. */
final class Ages {

  private Ages() {}

  /** How long ago, in the largest unit that fits. */
  static String since(Instant instant) {
    return of(Duration.between(instant, Instant.now())) + " ago";
  }

  /** A duration in the largest unit that fits; a negative one, of clocks that differ, is none. */
  static String of(Duration duration) {
    long seconds = Math.max(duration.toSeconds(), 0);
    if (seconds < 120) {
      return seconds + " s";
    } else if (seconds < 7200) {
      return seconds / 60 + " min";
    } else if (seconds < 172_800) {
      return seconds / 3600 + " h";
    } else {
      return seconds / 86_400 + " days";
    }
  }
}
