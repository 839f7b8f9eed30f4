package org.tuplespace.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.tuplespace.Tuple;
import org.tuplespace.redis.codec.BlobContent;
import org.tuplespace.redis.codec.BlobRef;
import org.tuplespace.redis.codec.TupleCodec;

/** Makes tuples of what scripts return, having fetched what lies out of line. Thread-safe. */
final class TupleReader {

  /** The first byte of every stored tuple that has fields out of line. */
  private static final int LONG_ARRAY = 0xdc;

  private final TupleCodec codec;
  private final BlobStore blobs;
  private final Executor executor;

  TupleReader(TupleCodec codec, BlobStore blobs, Executor executor) {
    this.codec = codec;
    this.blobs = blobs;
    this.executor = executor;
  }

  /** Whether the server may keep blobs for a reader of this tuple until it acknowledges. */
  static boolean mayHoldBlobs(byte[] stored) {
    return stored.length > 0 && (stored[0] & 0xff) == LONG_ARRAY;
  }

  /** Whether that is so for any tuple of a reply. */
  static boolean mayHoldBlobs(Reply reply) {
    for (int i = 2; i < reply.size(); i += 2) {
      if (mayHoldBlobs(reply.parts().get(i))) {
        return true;
      }
    }
    return false;
  }

  /** The tuples of a reply {@code T something (deliveries bytes)*}. */
  CompletableFuture<List<Tuple>> read(Reply reply) {
    List<byte[]> stored = new ArrayList<>(reply.size() / 2);
    List<Integer> deliveries = new ArrayList<>(reply.size() / 2);
    for (int i = 1; i + 1 < reply.size(); i += 2) {
      deliveries.add((int) reply.number(i));
      stored.add(reply.parts().get(i + 1));
    }
    return read(stored, deliveries);
  }

  CompletableFuture<List<Tuple>> read(byte[] stored, byte[] deliveries) {
    return read(List.of(stored), List.of(Integer.parseInt(new String(deliveries, UTF_8))));
  }

  private CompletableFuture<List<Tuple>> read(List<byte[]> stored, List<Integer> deliveries) {
    try {
      List<BlobRef> references = new ArrayList<>();
      for (byte[] each : stored) {
        if (mayHoldBlobs(each)) {
          references.addAll(codec.outOfLine(each));
        }
      }
      if (references.isEmpty()) {
        return CompletableFuture.completedFuture(decode(stored, deliveries, Map.of()));
      }
      return blobs
          .download(references)
          .thenApplyAsync(contents -> decode(stored, deliveries, contents), executor);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private List<Tuple> decode(
      List<byte[]> stored, List<Integer> deliveries, Map<String, BlobContent> contents) {
    List<Tuple> tuples = new ArrayList<>(stored.size());
    for (int i = 0; i < stored.size(); i++) {
      tuples.add(codec.decode(stored.get(i), contents::get).withDeliveries(deliveries.get(i)));
    }
    return tuples;
  }
}
