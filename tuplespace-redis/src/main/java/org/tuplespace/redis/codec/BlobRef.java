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
    int each = pieceLength(length);
    return (int) ((length + each - 1) / each);
  }

  /** Where a piece of a content of so many bytes begins. */
  public static int offset(int piece, long length) {
    return piece * pieceLength(length);
  }

  /**
   * How long each piece is, but for the last: what is not too short is made of a few at least, so
   * that one can be digested while another is on its way.
   */
  static int pieceLength(long length) {
    if (length > Format.MAX_PIECE) {
      return Format.MAX_PIECE;
    }
    long few = (length + Format.FEW_PIECES - 1) / Format.FEW_PIECES;
    return (int) Math.max(few, Format.MIN_PIECE);
  }

  /** How many bytes a piece has. */
  public int length(int piece) {
    return (int) Math.min(pieceLength(length), length - offset(piece, length));
  }
}
