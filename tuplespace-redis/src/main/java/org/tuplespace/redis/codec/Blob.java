package org.tuplespace.redis.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A field that travels out of line: its id, and the canonical bytes to be stored under it. */
public final class Blob {

  private final String id;
  private final long length;
  private final List<ByteBuffer> chunks;

  Blob(String id, Output content) {
    this.id = id;
    this.length = content.length();
    this.chunks = content.chunks();
  }

  public String id() {
    return id;
  }

  public long length() {
    return length;
  }

  /**
   * A piece of the content, in order; fresh read-only buffers at each call, over the same bytes.
   */
  public List<ByteBuffer> piece(int piece) {
    long from = BlobRef.offset(piece, length);
    long to = Math.min(from + BlobRef.pieceLength(length), length);
    List<ByteBuffer> parts = new ArrayList<>();
    long at = 0;
    for (ByteBuffer chunk : chunks) {
      long end = at + chunk.remaining();
      if (end > from && at < to) {
        int first = (int) (Math.max(from, at) - at);
        parts.add(chunk.slice(first, (int) (Math.min(to, end) - at) - first));
      }
      at = end;
    }
    return parts;
  }
}
