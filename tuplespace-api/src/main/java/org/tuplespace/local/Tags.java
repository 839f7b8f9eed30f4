package org.tuplespace.local;

/**
 * Eight bytes in a word, each about what is in a slot: 0 if nothing ever was, 1 if it is gone, else
 * seven bits of a hash below a one. All eight are asked at once, so that there is no branch a
 * processor would guess wrong every other time, only to find out when the memory has answered.
 *
 * <p>What is found is a word with the highest bit set in each byte it is about, see {@link #first}
 * and {@link #rest}.
 */
final class Tags {

  static final int PER_WORD = Long.BYTES;

  static final int NEVER_USED = 0;
  static final int GONE = 1;
  private static final int IN_USE = 0x80;

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHEST = 0x8080808080808080L;

  private Tags() {}

  static int of(int hash) {
    return (hash >>> (Integer.SIZE - (Byte.SIZE - 1))) | IN_USE;
  }

  /** Those equal to {@code tag}, and rarely one after it that is not. */
  static long equalTo(int tag, long word) {
    long difference = word ^ (tag * ONES);
    return (difference - ONES) & ~difference & HIGHEST;
  }

  static boolean anyNeverUsed(long word) {
    return equalTo(NEVER_USED, word) != 0;
  }

  static long free(long word) {
    return ~word & HIGHEST;
  }

  /** The place of the first that was found. */
  static int first(long found) {
    return Long.numberOfTrailingZeros(found) / Byte.SIZE;
  }

  /** What was found but for the first. */
  static long rest(long found) {
    return found & (found - 1);
  }

  static int get(long word, int place) {
    return (int) (word >>> (place * Byte.SIZE)) & 0xFF;
  }

  /** The word with another byte in this place. */
  static long with(long word, int place, int tag) {
    int shift = place * Byte.SIZE;
    return (word & ~(0xFFL << shift)) | ((long) tag << shift);
  }
}
