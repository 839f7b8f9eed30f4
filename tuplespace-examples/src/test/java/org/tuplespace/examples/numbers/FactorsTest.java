package org.tuplespace.examples.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class FactorsTest {

  private static final BigInteger P = new BigInteger("1000003");
  private static final BigInteger Q = new BigInteger("1000033");
  private static final BigInteger R = new BigInteger("1000037");

  private static String of(String number) {
    return Factors.of(new BigInteger(number)).toString();
  }

  @Test
  void small_numbersAreFactoredAtOnce() {
    assertThat(of("1")).isEqualTo("1 = 1");
    assertThat(of("2")).isEqualTo("2 = 2");
    assertThat(of("97")).isEqualTo("97 = 97");
    assertThat(of("360")).isEqualTo("360 = 2^3 × 3^2 × 5");
    assertThat(of("9999800001")).isEqualTo("9999800001 = 3^4 × 41^2 × 271^2");
  }

  @Test
  void largePrimesAndTheirPowers_areFactoredAtOnce() {
    assertThat(of("170141183460469231731687303715884105727"))
        .isEqualTo(
            "170141183460469231731687303715884105727 = 170141183460469231731687303715884105727");
    assertThat(Factors.of(P.pow(6)).toString()).endsWith(" = 1000003^6");
    assertThat(Factors.of(P.pow(4).multiply(BigInteger.valueOf(12))).toString())
        .endsWith(" = 2^2 × 3 × 1000003^4");
  }

  @Test
  void composite_isLeft_untilItsDivisorsAreKnown() {
    Factors factors = Factors.of(P.multiply(Q).multiply(R).pow(2).shiftLeft(1));
    assertThat(factors.isComplete()).isFalse();
    assertThat(factors.composite()).isEqualTo(P.multiply(Q).multiply(R));
    factors.divide(BigInteger.valueOf(7));
    factors.divide(factors.composite());
    assertThat(factors.toString()).endsWith(" = 2 × (" + P.multiply(Q).multiply(R) + ")^2");
    factors.divide(P.multiply(Q));
    assertThat(factors.primes()).containsEntry(R, 2).doesNotContainKey(P);
    assertThat(factors.isComplete()).isFalse();
    factors.divide(Q.multiply(R));
    assertThat(factors.isComplete()).isTrue();
    assertThat(factors.toString()).endsWith(" = 2 × 1000003^2 × 1000033^2 × 1000037^2");
  }

  @Test
  void composite_withASquareInIt_isTakenApart() {
    Factors factors = Factors.of(P.multiply(P).multiply(Q));
    factors.divide(P);
    assertThat(factors.toString()).endsWith(" = 1000003^2 × 1000033");
  }

  @Test
  void numbersUnder1_areRefused() {
    for (String number : new String[] {"0", "-1", "-6"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> of(number))
          .withMessageContaining(number)
          .withMessageContaining("from 1 on");
    }
  }

  @Test
  void perfectPower_hasTheSmallestRoot() {
    for (int root : new int[] {2, 3, 6, 10, 12, 999_983}) {
      for (int exponent = 1; exponent < 20; exponent++) {
        assertThat(PerfectPower.of(BigInteger.valueOf(root).pow(exponent)))
            .isEqualTo(new PerfectPower(BigInteger.valueOf(root), exponent));
      }
    }
    assertThat(PerfectPower.of(BigInteger.valueOf(4).pow(3)))
        .isEqualTo(new PerfectPower(BigInteger.TWO, 6));
  }

  @Test
  void root_isTheWholePart() {
    for (int n = 2; n < 3_000; n++) {
      for (int k = 2; k < 12; k++) {
        BigInteger root = PerfectPower.root(BigInteger.valueOf(n), k);
        assertThat(root.pow(k)).isLessThanOrEqualTo(BigInteger.valueOf(n));
        assertThat(root.add(BigInteger.ONE).pow(k)).isGreaterThan(BigInteger.valueOf(n));
      }
    }
  }
}
