package org.tuplespace.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tuplespace.OutOptions;
import org.tuplespace.internal.Arguments;
import org.tuplespace.redis.codec.Blob;
import org.tuplespace.redis.codec.EncodedTuple;

/** Tuples to be put, in the form in which scripts want them. */
final class PutArgs {

  private final Args args = Args.of();
  private final List<Blob> blobs = new ArrayList<>();

  PutArgs add(EncodedTuple tuple, OutOptions options) {
    Duration timeToLive = options.timeToLive();
    long ttl = timeToLive == null ? 0 : millis(timeToLive);
    args.add(ttl).add(millis(options.delay())).add(tuple.bytes());
    blobs.addAll(tuple.blobs());
    return this;
  }

  /** At least one where it is not zero; so far off that the sum with a time of day still fits. */
  static long millis(Duration duration) {
    long nanos = Arguments.clampedNanos(duration);
    return nanos == Arguments.FOREVER ? Long.MAX_VALUE >> 12 : (nanos + 999_999) / 1_000_000;
  }

  Args args() {
    return args;
  }

  /** Whether the arguments of {@link Script#OUT} put one tuple at once and for ever. */
  static boolean isPlain(Args out) {
    return out.size() == 6 && out.is(3, "0") && out.is(4, "0");
  }

  /** What the tuples have out of line. */
  List<Blob> blobs() {
    return blobs;
  }
}
