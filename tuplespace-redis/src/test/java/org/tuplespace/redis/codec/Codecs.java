package org.tuplespace.redis.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.tuplespace.Tuple;
import org.tuplespace.redis.AllowedClasses;
import org.tuplespace.redis.ObjectSerializer;

/** Codecs for tests. */
final class Codecs {

  static final Function<String, BlobContent> NO_BLOBS =
      id -> {
        throw new AssertionError("asked for the blob " + id);
      };

  static final ObjectSerializer NONE =
      new ObjectSerializer() {
        @Override
        public byte[] write(Object object) {
          throw new UnsupportedOperationException("no opaque objects here");
        }

        @Override
        public Object read(byte[] bytes) {
          throw new UnsupportedOperationException("no opaque objects here");
        }
      };

  private Codecs() {}

  /** For value types alone. */
  static TupleCodec ofValues() {
    return new TupleCodec(AllowedClasses.jdk().allowPackage("org.tuplespace"), NONE);
  }

  static byte[] encode(TupleCodec codec, Object... fields) {
    return codec
        .encode(
            Tuple.of(fields),
            () -> {
              throw new AssertionError("nothing here is long");
            })
        .bytes();
  }

  static Map<String, byte[]> contents(EncodedTuple tuple) {
    Map<String, byte[]> contents = new HashMap<>();
    for (Blob blob : tuple.blobs()) {
      byte[] all = new byte[(int) blob.length()];
      int at = 0;
      for (int piece = 0; piece < BlobRef.pieces(all.length); piece++) {
        for (var part : blob.piece(piece)) {
          int n = part.remaining();
          part.get(all, at, n);
          at += n;
        }
      }
      contents.put(blob.id(), all);
    }
    return contents;
  }
}
