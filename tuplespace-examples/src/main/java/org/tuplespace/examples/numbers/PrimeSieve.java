package org.tuplespace.examples.numbers;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The sieve of Eratosthenes over the odd numbers of a segment, a block at a time, so that the block
 * stays in the processor's cache however large the segment is.
 *
 * <p>Made for a limit once, then used for any segments below it. Immutable and thread-safe.
 */
public final class PrimeSieve {

  /** The largest limit: its square root is ten million, whose primes fit in a few megabytes. */
  public static final long MAX_LIMIT = 100_000_000_000_000L;

  /** Odd numbers in a block, a byte each: the second-level cache of common processors. */
  private static final int BLOCK = 1 << 18;

  private final long limit;
  private final int[] oddBasePrimes;

  /**
   * Prepares to sieve numbers up to {@code limit}, inclusive.
   *
   * @throws IllegalArgumentException if the limit is negative or above {@link #MAX_LIMIT}
   */
  public PrimeSieve(long limit) {
    if (limit < 0 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "the limit is " + limit + "; it must be from 0 to " + MAX_LIMIT);
    }
    this.limit = limit;
    this.oddBasePrimes = primesUpTo((int) Math.sqrt((double) limit) + 1).skip(1).toArray();
  }

  /** The primes up to {@code limit}, inclusive, in ascending order. */
  public static IntStream primesUpTo(int limit) {
    if (limit < 2) {
      return IntStream.empty();
    }
    BitSet composites = new BitSet(limit + 1);
    for (long prime = 2; prime * prime <= limit; prime = composites.nextClearBit((int) prime + 1)) {
      for (long multiple = prime * prime; multiple <= limit; multiple += prime) {
        composites.set((int) multiple);
      }
    }
    return IntStream.rangeClosed(2, limit).filter(n -> !composites.get(n));
  }

  /**
   * Counts the primes p with {@code low <= p < high}.
   *
   * @throws IllegalArgumentException if {@code low} is negative or above {@code high}, or {@code
   *     high} above the limit plus one
   * @throws InterruptedException if the thread is interrupted
   */
  public long count(long low, long high) throws InterruptedException {
    if (low < 0 || low > high || high > limit + 1) {
      throw new IllegalArgumentException(
          "the segment from " + low + " to " + high + " is not within 0 to " + (limit + 1));
    }
    long count = low <= 2 && high > 2 ? 1 : 0;
    long firstOdd = Math.max(low, 3) | 1;
    long odds = Math.max(0, (high - firstOdd + 1) / 2);
    long[] next = firstMultiples(firstOdd);
    boolean[] composite = new boolean[BLOCK];
    for (long offset = 0; offset < odds; offset += BLOCK) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while sieving from " + low + " to " + high);
      }
      int length = (int) Math.min(BLOCK, odds - offset);
      mark(composite, length, next);
      for (int i = 0; i < length; i++) {
        count += composite[i] ? 0 : 1;
      }
    }
    return count;
  }

  /** For each base prime, how many odd numbers after {@code firstOdd} its first multiple lies. */
  private long[] firstMultiples(long firstOdd) {
    long[] next = new long[oddBasePrimes.length];
    for (int i = 0; i < next.length; i++) {
      long prime = oddBasePrimes[i];
      long factor = Math.max(prime, (firstOdd + prime - 1) / prime) | 1;
      next[i] = (prime * factor - firstOdd) / 2;
    }
    return next;
  }

  /** Marks the composites of a block, and moves {@code next} on to the block after it. */
  private void mark(boolean[] composite, int length, long[] next) {
    Arrays.fill(composite, false);
    for (int i = 0; i < oddBasePrimes.length; i++) {
      int prime = oddBasePrimes[i];
      if (next[i] < length) {
        int index = (int) next[i];
        for (; index < length; index += prime) {
          composite[index] = true;
        }
        next[i] = (long) index - length;
      } else {
        next[i] -= length;
      }
    }
  }
}
