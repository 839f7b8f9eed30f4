package org.tuplespace.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.internal.Request;
import org.tuplespace.redis.codec.Blob;
import org.tuplespace.redis.codec.EncodedTemplate;
import org.tuplespace.redis.codec.EncodedTuple;

/**
 * A request in the form that the script that takes wants it; made once, sent as often as need be.
 */
final class TakeArgs {

  private final Request request;
  private final @Nullable Hold hold;
  private final List<EncodedTemplate> templates = new ArrayList<>();
  private final List<EncodedTuple> puts = new ArrayList<>();
  private final List<Blob> blobs = new ArrayList<>();

  TakeArgs(Partition partition, Request request) {
    this(partition, request, null);
  }

  /**
   * Encodes the request.
   *
   * @param hold of the transaction under which it takes
   */
  TakeArgs(Partition partition, Request request, @Nullable Hold hold) {
    this.request = request;
    this.hold = hold;
    for (Template template : request.templates()) {
      templates.add(partition.encode(template));
    }
    for (Tuple put : request.puts()) {
      EncodedTuple encoded = partition.encode(put);
      puts.add(encoded);
      blobs.addAll(encoded.blobs());
    }
  }

  /** What the puts have out of line. */
  List<Blob> blobs() {
    return blobs;
  }

  /** Of the transaction under which it takes; null if there is none. */
  @Nullable Hold hold() {
    return hold;
  }

  boolean swaps() {
    return !puts.isEmpty();
  }

  /** Whether shapes and keys alone decide, so that an {@code out} never fails to find this. */
  boolean isExact() {
    return templates.stream().allMatch(EncodedTemplate::exact);
  }

  Args atOnce(String cursor) {
    return args(kind(), request.max(), "", false, cursor);
  }

  /** For all that match, or none if there are more than {@code limit}. */
  Args all(int limit, String cursor) {
    return args("A", limit, "", false, cursor);
  }

  private String kind() {
    return request.takes() ? "I" : "R";
  }

  /**
   * For a wait.
   *
   * @param registered whether the server knows the wait, which looks for itself now
   */
  Args waiting(String wait, boolean registered, String cursor) {
    return args(kind(), request.max(), wait, registered, cursor);
  }

  private Args args(String kind, int max, String wait, boolean registered, String cursor) {
    Args args =
        Args.of(kind)
            .add(max)
            .add(wait)
            .add(registered)
            .add(cursor)
            .add(hold == null ? "" : hold.forTake())
            .add(templates.size());
    templates.forEach(args::add);
    puts.forEach(put -> args.add(put.bytes()));
    return args;
  }

  /**
   * Whether the arguments of {@link Script#TAKE} ask for what one look-up finds: keys decide, and
   * few tuples are wanted.
   */
  static boolean isBounded(Args take) {
    if (take.is(3, "A") || take.get(4).length > 2) {
      return false;
    }
    int templates = Integer.parseInt(new String(take.get(9), US_ASCII));
    for (int i = 0; i < templates; i++) {
      if (!take.is(13 + 5 * i, "1")) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether two that {@linkplain #isOfOneShape are of one shape} each ask by the same templates.
   */
  static boolean areTemplatesEqual(Args take, Args other) {
    if (take.size() != other.size() || !Arrays.equals(take.get(11), other.get(11))) {
      return false;
    }
    for (int i = 10; i < take.size(); i += 5) {
      if (!Arrays.equals(take.get(i), other.get(i))
          || !Arrays.equals(take.get(i + 2), other.get(i + 2))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether one that {@linkplain #isOfOneShape is of one shape} takes one tuple by one template.
   */
  static boolean isOfOne(Args take) {
    return take.size() == 15 && take.is(4, "1") && take.get(8).length == 0;
  }

  /** Whether two that {@linkplain #isOfOneShape are of one shape} each are of the same. */
  static boolean areShapesEqual(Args take, Args other) {
    return other.size() > 0
        && Arrays.equals(take.get(10), other.get(10))
        && Arrays.equals(take.get(11), other.get(11));
  }

  /**
   * Whether bounded ones take by templates of one shape, and do nothing else: no puts, no wait that
   * was told to look.
   */
  static boolean isOfOneShape(Args take) {
    int templates = Integer.parseInt(new String(take.get(9), US_ASCII));
    if (!take.is(3, "I")
        || !take.is(6, "0")
        || take.get(7).length > 0
        || take.size() != 10 + 5 * templates) {
      return false;
    }
    for (int i = 1; i < templates; i++) {
      if (!Arrays.equals(take.get(10), take.get(10 + 5 * i))
          || !Arrays.equals(take.get(11), take.get(11 + 5 * i))) {
        return false;
      }
    }
    return true;
  }
}
