package org.tuplespace.redis.codec;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * What lay out of line, put together of its pieces as they come, and digested meanwhile. Not
 * thread-safe: one piece is added after the other.
 */
public final class BlobContent {

  private final byte @Nullable [] whole;
  private final MessageDigest digest = Digests.newSha256();
  private byte @Nullable [] only;
  private int length;
  private byte @Nullable [] sha256;

  /** None of it yet. */
  public BlobContent(BlobRef reference) {
    this.whole = reference.pieces() > 1 ? new byte[Math.toIntExact(reference.length())] : null;
  }

  private BlobContent() {
    this.whole = null;
  }

  /** All of it, in one piece. */
  static BlobContent of(byte[] bytes) {
    return new BlobContent().add(bytes);
  }

  /**
   * Adds the next piece.
   *
   * @param piece kept, and not to be changed, if it is the only one
   */
  public BlobContent add(byte[] piece) {
    if (whole == null) {
      only = piece;
    } else {
      System.arraycopy(piece, 0, whole, length, piece.length);
    }
    length += piece.length;
    digest.update(ByteBuffer.wrap(piece));
    return this;
  }

  byte[] bytes() {
    byte[] bytes = whole == null ? only : whole;
    return bytes == null ? new byte[0] : bytes;
  }

  /** Of all; nothing is added from then on. */
  byte[] sha256() {
    if (sha256 == null) {
      sha256 = digest.digest();
    }
    return sha256;
  }
}
