package org.tuplespace.redis;

import java.util.ArrayList;
import java.util.List;
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
  private final List<EncodedTemplate> templates = new ArrayList<>();
  private final List<EncodedTuple> puts = new ArrayList<>();
  private final List<Blob> blobs = new ArrayList<>();

  TakeArgs(Partition partition, Request request) {
    this.request = request;
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

  boolean swaps() {
    return !puts.isEmpty();
  }

  /** Whether shapes and keys alone decide, so that an {@code out} never fails to find this. */
  boolean isExact() {
    return templates.stream().allMatch(EncodedTemplate::exact);
  }

  Args atOnce(String cursor) {
    return args("", false, cursor);
  }

  /**
   * For a wait.
   *
   * @param registered whether the server knows the wait, which looks for itself now
   */
  Args waiting(String wait, boolean registered, String cursor) {
    return args(wait, registered, cursor);
  }

  private Args args(String wait, boolean registered, String cursor) {
    Args args =
        Args.of(request.takes() ? "I" : "R")
            .add(request.max())
            .add(wait)
            .add(registered)
            .add(cursor)
            .add(templates.size());
    templates.forEach(args::add);
    puts.forEach(put -> args.add(put.bytes()));
    return args;
  }
}
