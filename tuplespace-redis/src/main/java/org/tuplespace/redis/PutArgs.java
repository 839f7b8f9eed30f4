package org.tuplespace.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuplespace.OutOptions;
import org.tuplespace.internal.Arguments;
import org.tuplespace.redis.codec.Blob;
import org.tuplespace.redis.codec.EncodedTuple;

/**
 * Tuples to be put, in the form in which scripts want them. That is made when first asked for: for
 * the digests of large fields, which are in it, there is time while those are uploaded.
 */
final class PutArgs {

  private final List<EncodedTuple> tuples = new ArrayList<>(1);
  private final List<OutOptions> options = new ArrayList<>(1);
  private final List<Blob> blobs = new ArrayList<>(0);
  private volatile @Nullable Args args;

  void put(EncodedTuple tuple, OutOptions how) {
    tuples.add(tuple);
    options.add(how);
    blobs.addAll(tuple.blobs());
  }

  Args args() {
    Args made = args;
    if (made == null) {
      made = Args.of();
      for (int i = 0; i < tuples.size(); i++) {
        add(made, tuples.get(i), options.get(i));
      }
      args = made;
    }
    return made;
  }

  private static void add(Args args, EncodedTuple tuple, OutOptions options) {
    Duration timeToLive = options.timeToLive();
    long ttl = timeToLive == null ? 0 : millis(timeToLive);
    args.add(ttl).add(millis(options.delay())).add(tuple.bytes());
  }

  /** At least one where it is not zero; so far off that the sum with a time of day still fits. */
  static long millis(Duration duration) {
    long nanos = Arguments.clampedNanos(duration);
    return nanos == Arguments.FOREVER ? Long.MAX_VALUE >> 12 : (nanos + 999_999) / 1_000_000;
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
