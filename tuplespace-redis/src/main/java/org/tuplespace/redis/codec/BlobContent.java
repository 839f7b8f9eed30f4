package org.tuplespace.redis.codec;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * What lay out of line, put together of its pieces as they come, and digested meanwhile. Not
 * thread-safe: one piece is added after the other.
 */
public final class BlobContent {

  private final long length;
  private final MessageDigest digest = Digests.newSha256();
  private byte[] bytes = {};
  private int added;
  private byte @Nullable [] sha256;

  /**
   * None of it yet.
   *
   * @param length in bytes, of all of it
   */
  public BlobContent(long length) {
    this.length = length;
  }

  /** All of it. */
  static BlobContent of(byte[] bytes) {
    return new BlobContent(bytes.length).add(bytes);
  }

  /**
   * Adds the next piece.
   *
   * @param piece kept, and not to be changed, if it is the only one
   */
  public BlobContent add(byte[] piece) {
    if (piece.length == length) {
      bytes = piece;
    } else {
      if (added == 0) {
        bytes = new byte[Math.toIntExact(length)];
      }
      System.arraycopy(piece, 0, bytes, added, piece.length);
    }
    added += piece.length;
    digest.update(piece);
    return this;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Of all; nothing is added from then on. */
  byte[] sha256() {
    if (sha256 == null) {
      sha256 = digest.digest();
    }
    return sha256;
  }
}
