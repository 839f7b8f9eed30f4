package org.tuplespace.examples.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EllipticCurveTest {

  /** The first divisor that a curve finds, and how many curves it took. */
  private record Found(BigInteger divisor, int curves) {}

  private static Found find(BigInteger n, int bound) throws InterruptedException {
    for (int i = 0; i < 500; i++) {
      Optional<BigInteger> divisor = EllipticCurve.divisor(n, 6 + i, bound);
      if (divisor.isPresent()) {
        return new Found(divisor.get(), i + 1);
      }
    }
    throw new AssertionError("no divisor of " + n);
  }

  @Test
  void divisor_ofProductsOfTwoPrimes_isOneOfThem() throws InterruptedException {
    Random random = new Random(7);
    for (int bits : new int[] {18, 24, 32, 40}) {
      for (int i = 0; i < 2; i++) {
        BigInteger p = BigInteger.probablePrime(bits, random);
        BigInteger q = BigInteger.probablePrime(bits + 3, random);
        assertThat(find(p.multiply(q), 200).divisor()).isIn(p, q);
      }
    }
  }

  /** A first stage alone to 100,000 would need ten times as many curves. */
  @Test
  void divisor_ofFermats6_takesFewCurves() throws InterruptedException {
    BigInteger f6 = BigInteger.ONE.shiftLeft(64).add(BigInteger.ONE);
    Found found = find(f6, 200);
    assertThat(found.divisor()).isEqualTo(BigInteger.valueOf(274_177));
    assertThat(found.curves()).isLessThan(10);
  }

  /** 2^67 - 1, which took F. N. Cole "three years of Sundays". */
  @Test
  void divisor_ofColesNumber() throws InterruptedException {
    BigInteger m67 = BigInteger.ONE.shiftLeft(67).subtract(BigInteger.ONE);
    assertThat(find(m67, 200).divisor())
        .isIn(BigInteger.valueOf(193_707_721), BigInteger.valueOf(761_838_257_287L));
  }

  @Test
  void wrongArguments_areRefused() {
    for (long n : new long[] {1, 10, 27, 1_000_000}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> EllipticCurve.divisor(BigInteger.valueOf(n), 6, 100))
          .withMessageContaining("n is " + n);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EllipticCurve.divisor(BigInteger.valueOf(77), 5, 100));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EllipticCurve.divisor(BigInteger.valueOf(77), 6, 1));
  }

  @Test
  void interrupt_endsIt() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () ->
                EllipticCurve.divisor(
                    BigInteger.ONE.shiftLeft(67).subtract(BigInteger.ONE), 6, 200))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }
}
