package org.tuplespace.redis.codec;

import java.util.List;

/** A tuple as it is stored, and what has to be uploaded before. Immutable. */
public final class EncodedTuple {

  private final byte[] bytes;
  private final StoredTuple stored;
  private final List<Blob> blobs;

  EncodedTuple(byte[] bytes, StoredTuple stored, List<Blob> blobs) {
    this.bytes = bytes;
    this.stored = stored;
    this.blobs = blobs;
  }

  public int arity() {
    return stored.arity();
  }

  /** What is stored; not a copy, so leave it as it is. */
  public byte[] bytes() {
    return bytes;
  }

  /** The fields that lie out of line, in the order of the tuple; most often none. */
  public List<Blob> blobs() {
    return blobs;
  }

  /** The key under which the index of {@code shape} lists this tuple. */
  public byte[] key(String shape) {
    return stored.key(shape);
  }
}
