package org.tuplespace.examples.numbers;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The elliptic curve method of factoring: arithmetic on a curve modulo n goes as if it were modulo
 * each prime p of n at once, and finds p when the order of the curve modulo p is a product of small
 * primes. Each curve is another chance, which depends on the size of p rather than that of n.
 *
 * <p>Sources: H. W. Lenstra, "Factoring integers with elliptic curves", Annals of Mathematics 126
 * (1987), for the method; P. L. Montgomery, "Speeding the Pollard and elliptic curve methods of
 * factorization", Mathematics of Computation 48 (1987), for the form of the curve, B y^2 = x^3 + A
 * x^2 + x, its formulas without y, the ladder, and the second stage; H. Suyama, "Informal
 * preliminary report (8)" (1985), as in P. Zimmermann and B. Dodson, "20 years of ECM", ANTS-VII
 * (2006), for curves whose order is a multiple of 12.
 *
 * <p>For one thread.
 */
public final class EllipticCurve {

  /** The second stage goes so much farther than the first. */
  static final int STAGE_RATIO = 100;

  /** Bounds of the first stage are at most this, since the primes of the second are ints. */
  public static final int MAX_BOUND = 10_000_000;

  /** Primes of the second stage are a multiple of this plus or minus less than half of it. */
  private static final int GIANT = 2 * 3 * 5 * 7 * 11;

  private static final int CHECK_INTERVAL = 1_000;

  private final BigInteger n;
  private BigInteger a24 = BigInteger.ZERO; // (A + 2) / 4
  private @Nullable BigInteger divisor;
  private boolean isCareful;

  /** A point without its y; a fraction x / z, of which z is 0 modulo p at infinity. */
  private record Point(BigInteger x, BigInteger z) {}

  private EllipticCurve(BigInteger n) {
    this.n = n;
  }

  /**
   * Looks for a divisor by one curve.
   *
   * @param n odd, not divisible by 3, composite; at least 25
   * @param sigma which curve: 6 or more
   * @param bound of the first stage, from 2 to {@link #MAX_BOUND}; the second goes 100 times as far
   * @return a divisor between 1 and n, not always prime; empty if this curve finds none, or all
   *     primes of n by the same step
   * @throws InterruptedException if the thread is interrupted
   */
  public static Optional<BigInteger> divisor(BigInteger n, long sigma, int bound)
      throws InterruptedException {
    if (n.compareTo(BigInteger.valueOf(25)) < 0
        || sigma < 6
        || bound < 2
        || bound > MAX_BOUND
        || !n.gcd(BigInteger.valueOf(6)).equals(BigInteger.ONE)) {
      throw new IllegalArgumentException(
          "n is " + n + ", sigma " + sigma + ", the bound " + bound + "; n has no divisor 2 or 3");
    }
    EllipticCurve curve = new EllipticCurve(n);
    curve.search(BigInteger.valueOf(sigma), bound);
    return Optional.ofNullable(curve.divisor);
  }

  /** Looks once at the end of each stage; if all primes of n are found there, more often. */
  private void search(BigInteger sigma, int bound) throws InterruptedException {
    Point start = suyama(sigma);
    if (start == null) {
      return;
    }
    int[] primes = Primes.upTo(STAGE_RATIO * bound);
    Point q = firstStage(start, primes, bound);
    if (isFound(q.z())) {
      if (divisor == null) {
        isCareful = true;
        firstStage(start, primes, bound);
      }
      return;
    }
    if (isFound(secondStage(q, primes, bound)) && divisor == null) {
      isCareful = true;
      secondStage(q, primes, bound);
    }
  }

  /** Whether this is the second time, and it is found out now. */
  private boolean isFoundEarly(BigInteger value) {
    return isCareful && isFound(value);
  }

  /**
   * Whether a prime of n divides the value; if not all of them, their product is the divisor.
   *
   * @return true also where all do, after which there is nothing to be had from this curve
   */
  private boolean isFound(BigInteger value) {
    BigInteger gcd = value.gcd(n);
    if (gcd.equals(BigInteger.ONE)) {
      return false;
    }
    if (!gcd.equals(n)) {
      divisor = gcd;
    }
    return true;
  }

  /** A point of the curve that Suyama's sigma stands for; null if there is none modulo n. */
  private @Nullable Point suyama(BigInteger sigma) {
    BigInteger u = mod(sigma.multiply(sigma).subtract(BigInteger.valueOf(5)));
    BigInteger v = mod(sigma.shiftLeft(2));
    BigInteger u3 = mul(mul(u, u), u);
    BigInteger denominator = mod(mul(u3, v).shiftLeft(4));
    if (isFound(denominator)) {
      return null;
    }
    BigInteger difference = mod(v.subtract(u));
    BigInteger numerator =
        mul(
            mul(mul(difference, difference), difference),
            mod(u.multiply(BigInteger.valueOf(3)).add(v)));
    a24 = mul(numerator, denominator.modInverse(n));
    return new Point(u3, mul(mul(v, v), v));
  }

  // ---- the stages

  /** The multiple of the point by all prime powers up to the bound. */
  private Point firstStage(Point start, int[] primes, int bound) throws InterruptedException {
    Point point = start;
    for (int i = 0; i < primes.length && primes[i] <= bound; i++) {
      checkInterrupt(i);
      for (long power = primes[i]; power <= bound; power *= primes[i]) {
        point = multiple(primes[i], point);
        if (isFoundEarly(point.z())) {
          return point;
        }
      }
    }
    return point;
  }

  /**
   * A product that a prime p of n divides if the order of the point modulo p is one more prime, up
   * to the second bound. That prime is m GIANT + j or m GIANT - j, where (m GIANT) q and j q have
   * the same x modulo p.
   */
  private BigInteger secondStage(Point q, int[] primes, int bound) throws InterruptedException {
    Point[] small = oddMultiples(q);
    BigInteger[] smallProducts = new BigInteger[small.length];
    for (int j = 0; j < small.length; j++) {
      smallProducts[j] = mul(small[j].x(), small[j].z());
    }
    Point step = multiple(GIANT, q);
    int first = 0;
    while (first < primes.length && primes[first] <= bound) {
      first++;
    }
    int m = 0;
    Point before = q; // (m - 1) step, once m is 1
    Point giant = q; // m step
    BigInteger giantProduct = BigInteger.ONE;
    BitSet used = new BitSet();
    BigInteger product = BigInteger.ONE;
    for (int i = first; i < primes.length; i++) {
      checkInterrupt(i);
      int wanted = (primes[i] + GIANT / 2) / GIANT;
      if (wanted == 0) {
        BigInteger z = multiple(primes[i], q).z();
        product = mul(product, z);
        if (isFoundEarly(z)) {
          return product;
        }
        continue;
      }
      while (m < wanted) {
        Point next =
            switch (m) {
              case 0 -> step;
              case 1 -> twice(step);
              default -> sum(giant, step, before);
            };
        before = giant;
        giant = next;
        m++;
        giantProduct = mul(giant.x(), giant.z());
        used.clear();
      }
      int j = Math.abs(primes[i] - m * GIANT) / 2;
      if (!used.get(j)) {
        used.set(j);
        // x z' - x' z, by one multiplication
        BigInteger difference =
            giant
                .x()
                .subtract(small[j].x())
                .multiply(giant.z().add(small[j].z()))
                .subtract(giantProduct)
                .add(smallProducts[j]);
        product = mul(product, difference);
        if (isFoundEarly(difference)) {
          return product;
        }
      }
    }
    return product;
  }

  /** (2 j + 1) q for each j, as far as half a giant step. */
  private Point[] oddMultiples(Point q) {
    Point[] multiples = new Point[GIANT / 4 + 1];
    Point two = twice(q);
    multiples[0] = q;
    multiples[1] = sum(two, q, q);
    for (int j = 2; j < multiples.length; j++) {
      multiples[j] = sum(multiples[j - 1], two, multiples[j - 2]);
    }
    return multiples;
  }

  private static void checkInterrupt(int step) throws InterruptedException {
    if (step % CHECK_INTERVAL == 0 && Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  // ---- points

  /** Montgomery's ladder; k is at least 1. */
  private Point multiple(int k, Point p) {
    if (k == 1) {
      return p;
    }
    Point low = p;
    Point high = twice(p);
    for (int bit = Integer.highestOneBit(k) >> 1; bit > 0; bit >>= 1) {
      Point middle = sum(high, low, p);
      if ((k & bit) == 0) {
        high = middle;
        low = twice(low);
      } else {
        low = middle;
        high = twice(high);
      }
    }
    return low;
  }

  private Point twice(Point p) {
    BigInteger sum = p.x().add(p.z());
    BigInteger difference = p.x().subtract(p.z());
    BigInteger s = mul(sum, sum);
    BigInteger d = mul(difference, difference);
    BigInteger t = s.subtract(d);
    return new Point(mul(s, d), mul(t, d.add(mul(a24, t))));
  }

  /** p + q, of which the difference is known. */
  private Point sum(Point p, Point q, Point difference) {
    BigInteger u = mul(p.x().subtract(p.z()), q.x().add(q.z()));
    BigInteger v = mul(p.x().add(p.z()), q.x().subtract(q.z()));
    BigInteger plus = u.add(v);
    BigInteger minus = u.subtract(v);
    return new Point(mul(difference.z(), mul(plus, plus)), mul(difference.x(), mul(minus, minus)));
  }

  private BigInteger mul(BigInteger a, BigInteger b) {
    return a.multiply(b).mod(n);
  }

  private BigInteger mod(BigInteger a) {
    return a.mod(n);
  }
}
