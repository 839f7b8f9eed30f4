package org.tuplespace.redis.codec;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A tuple as it is stored, and what has to be uploaded before. Immutable.
 *
 * <p>Where fields lie out of line, what is stored has their digests. Those take their time, so that
 * they are made when first asked for, which can be while the upload is under way.
 */
public final class EncodedTuple {

  private final Supplier<StoredTuple> assembly;
  private final List<Blob> blobs;
  private volatile @Nullable StoredTuple assembled;

  EncodedTuple(StoredTuple assembled) {
    this(() -> assembled, List.of());
    this.assembled = assembled;
  }

  EncodedTuple(Supplier<StoredTuple> assembly, List<Blob> blobs) {
    this.assembly = assembly;
    this.blobs = blobs;
  }

  public int arity() {
    return stored().arity();
  }

  /** What is stored; not a copy, so leave it as it is. */
  public byte[] bytes() {
    return stored().bytes();
  }

  /** The fields that lie out of line, in the order of the tuple; most often none. */
  public List<Blob> blobs() {
    return blobs;
  }

  /** The key under which the index of {@code shape} lists this tuple. */
  public byte[] key(String shape) {
    return stored().key(shape);
  }

  private StoredTuple stored() {
    StoredTuple stored = assembled;
    if (stored == null) {
      stored = assembly.get();
      assembled = stored;
    }
    return stored;
  }
}
