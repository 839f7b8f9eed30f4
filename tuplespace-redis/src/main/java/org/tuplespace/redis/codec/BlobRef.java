package org.tuplespace.redis.codec;

/**
 * Where a stored tuple says that a field of it lies.
 *
 * @param length in bytes
 */
public record BlobRef(int field, String id, long length) {

  /** How many pieces it is stored in. */
  public int pieces() {
    return pieces(length);
  }

  /** How many pieces a content of so many bytes is stored in. */
  public static int pieces(long length) {
    return (int) ((length + Format.PIECE - 1) / Format.PIECE);
  }

  /** Where a piece begins. */
  public static int offset(int piece) {
    return piece * Format.PIECE;
  }

  /** How many bytes a piece has. */
  public int length(int piece) {
    return (int) Math.min(Format.PIECE, length - offset(piece));
  }
}
