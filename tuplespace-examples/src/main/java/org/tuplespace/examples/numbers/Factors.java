package org.tuplespace.examples.numbers;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is known of the factors of a number: primes, and composites that are still to be taken
 * apart. Their product is the number at any time. Not thread-safe.
 *
 * <p>Primes are probable ones, {@link BigInteger#isProbablePrime}: the chance that a composite
 * passes for one is less than 2^-100 each time.
 */
public final class Factors {

  private static final int CERTAINTY = 100;
  private static final int SMALL = 100_000;

  private final BigInteger number;
  private final TreeMap<BigInteger, Integer> primes = new TreeMap<>();
  private final TreeMap<BigInteger, Integer> composites = new TreeMap<>();

  private Factors(BigInteger number) {
    this.number = number;
  }

  /**
   * Finds the primes up to 100,000 by trial division, and the roots of perfect powers.
   *
   * @throws IllegalArgumentException if the number is under 1
   */
  public static Factors of(BigInteger number) {
    if (number.signum() < 1) {
      throw new IllegalArgumentException(
          number + " has no factorisation into primes; give a whole number from 1 on");
    }
    Factors factors = new Factors(number);
    BigInteger rest = number;
    for (int prime : PrimeSieve.primesUpTo(SMALL).toArray()) {
      BigInteger divisor = BigInteger.valueOf(prime);
      for (BigInteger[] quotient = rest.divideAndRemainder(divisor);
          quotient[1].signum() == 0;
          quotient = rest.divideAndRemainder(divisor)) {
        factors.primes.merge(divisor, 1, Integer::sum);
        rest = quotient[0];
      }
    }
    factors.add(rest, 1);
    return factors;
  }

  /** Primes of the number, with their exponents. */
  public Map<BigInteger, Integer> primes() {
    return Map.copyOf(primes);
  }

  /** Whether nothing is left to be taken apart. */
  public boolean isComplete() {
    return composites.isEmpty();
  }

  /** What is left to be taken apart, each factor once. */
  public BigInteger composite() {
    return composites.keySet().stream().reduce(BigInteger.ONE, BigInteger::multiply);
  }

  /** Makes use of a divisor of {@link #composite}, of whatever kind. */
  public void divide(BigInteger divisor) {
    Deque<BigInteger> parts = new ArrayDeque<>(composites.keySet());
    for (BigInteger part : parts) {
      BigInteger gcd = part.gcd(divisor);
      if (!gcd.equals(BigInteger.ONE) && !gcd.equals(part)) {
        Integer exponent = composites.remove(part);
        int times = exponent == null ? 1 : exponent;
        add(gcd, times);
        add(part.divide(gcd), times);
      }
    }
  }

  private void add(BigInteger factor, int exponent) {
    if (factor.equals(BigInteger.ONE)) {
      return;
    }
    PerfectPower power = PerfectPower.of(factor);
    BigInteger root = power.root();
    int times = exponent * power.exponent();
    if (root.isProbablePrime(CERTAINTY)) {
      primes.merge(root, times, Integer::sum);
      return;
    }
    for (BigInteger known : primes.keySet()) {
      if (root.mod(known).signum() == 0) {
        add(known, times);
        add(root.divide(known), times);
        return;
      }
    }
    composites.merge(root, times, Integer::sum);
  }

  /** As in {@code 360 = 2^3 × 3^2 × 5}; composites in brackets. */
  @Override
  public String toString() {
    if (number.equals(BigInteger.ONE)) {
      return "1 = 1";
    }
    String known =
        primes.entrySet().stream()
            .map(each -> power(each.getKey().toString(), each.getValue()))
            .collect(Collectors.joining(" × "));
    String unknown =
        composites.entrySet().stream()
            .map(each -> power("(" + each.getKey() + ")", each.getValue()))
            .collect(Collectors.joining(" × "));
    return number + " = " + known + (known.isEmpty() || unknown.isEmpty() ? "" : " × ") + unknown;
  }

  private static String power(String base, int exponent) {
    return exponent == 1 ? base : base + "^" + exponent;
  }
}
