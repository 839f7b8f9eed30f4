package org.tuplespace.examples.numbers;

import java.math.BigInteger;

/**
 * A number as the power of its smallest root.
 *
 * @param root not itself a power
 * @param exponent 1 if the number is no power
 */
public record PerfectPower(BigInteger root, int exponent) {

  /** The smallest root of a number of at least 2. */
  public static PerfectPower of(BigInteger number) {
    if (number.compareTo(BigInteger.TWO) < 0) {
      throw new IllegalArgumentException("the number is " + number + "; it must be at least 2");
    }
    for (int k = 2; k < number.bitLength(); k++) {
      BigInteger root = root(number, k);
      if (root.pow(k).equals(number)) {
        PerfectPower inner = of(root);
        return new PerfectPower(inner.root(), k * inner.exponent());
      }
    }
    return new PerfectPower(number, 1);
  }

  /** The whole part of the k-th root, by Newton's method from above. */
  static BigInteger root(BigInteger number, int k) {
    BigInteger x = BigInteger.ONE.shiftLeft((number.bitLength() + k - 1) / k);
    while (true) {
      BigInteger next =
          x.multiply(BigInteger.valueOf(k - 1L))
              .add(number.divide(x.pow(k - 1)))
              .divide(BigInteger.valueOf(k));
      if (next.compareTo(x) >= 0) {
        return x;
      }
      x = next;
    }
  }
}
