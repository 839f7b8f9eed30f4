package org.tuplespace.examples.numbers;

import java.math.BigInteger;

/**
 * The Lucas-Lehmer test: for an odd prime p, 2^p - 1 is prime if and only if it divides s(p - 2),
 * where s(0) = 4 and s(i + 1) = s(i)^2 - 2 (D. H. Lehmer, "An extended theory of Lucas' functions",
 * 1930).
 */
public final class LucasLehmer {

  /** How many squarings go by between two looks at the thread's interrupt flag. */
  private static final int INTERRUPT_INTERVAL = 256;

  private LucasLehmer() {}

  /**
   * Whether 2^{@code exponent} - 1 is prime.
   *
   * @param exponent a prime number
   * @throws InterruptedException if the thread is interrupted
   */
  public static boolean isMersennePrime(int exponent) throws InterruptedException {
    if (exponent < 2) {
      throw new IllegalArgumentException("the exponent is " + exponent + "; it must be a prime");
    }
    if (exponent == 2) {
      return true;
    }
    BigInteger modulus = BigInteger.ONE.shiftLeft(exponent).subtract(BigInteger.ONE);
    BigInteger s = BigInteger.valueOf(4);
    for (int i = 0; i < exponent - 2; i++) {
      if (i % INTERRUPT_INTERVAL == 0 && Thread.interrupted()) {
        throw new InterruptedException("interrupted while testing 2^" + exponent + " - 1");
      }
      s = reduce(s.multiply(s).subtract(BigInteger.TWO), modulus, exponent);
    }
    return s.signum() == 0;
  }

  /** {@code n} modulo 2^p - 1: as 2^p is 1 there, the bits above p are added to those below. */
  private static BigInteger reduce(BigInteger n, BigInteger modulus, int exponent) {
    BigInteger rest = n.signum() < 0 ? n.add(modulus) : n;
    while (rest.bitLength() > exponent) {
      rest = rest.and(modulus).add(rest.shiftRight(exponent));
    }
    return rest.equals(modulus) ? BigInteger.ZERO : rest;
  }
}
