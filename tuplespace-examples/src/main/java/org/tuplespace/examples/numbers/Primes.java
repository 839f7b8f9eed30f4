package org.tuplespace.examples.numbers;

import java.util.Arrays;

/** The primes up to a limit, kept between calls that ask for about as many. Thread-safe. */
final class Primes {

  private static int[] known = {};
  private static int knownLimit = 1;

  private Primes() {}

  /** Those up to the limit, inclusive, ascending. Not to be changed. */
  static synchronized int[] upTo(int limit) {
    if (limit != knownLimit) {
      known =
          limit < knownLimit
              ? Arrays.stream(known).takeWhile(prime -> prime <= limit).toArray()
              : PrimeSieve.primesUpTo(limit).toArray();
      knownLimit = limit;
    }
    return known;
  }
}
