package org.tuplespace.examples.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LucasLehmerTest {

  /** OEIS A000043. */
  private static final List<Integer> KNOWN =
      List.of(
          2, 3, 5, 7, 13, 17, 19, 31, 61, 89, 107, 127, 521, 607, 1279, 2203, 2281, 3217, 4253,
          4423);

  @Test
  void isMersennePrime_allExponentsToThousand_areAsKnown() throws InterruptedException {
    for (int p : PrimeSieve.primesUpTo(1_000).toArray()) {
      assertThat(LucasLehmer.isMersennePrime(p)).as("2^%d - 1", p).isEqualTo(KNOWN.contains(p));
    }
  }

  @Test
  void isMersennePrime_knownLargeExponents_areFound() throws InterruptedException {
    for (int p : KNOWN) {
      assertThat(LucasLehmer.isMersennePrime(p)).as("2^%d - 1", p).isTrue();
    }
    for (int p : List.of(2207, 3001, 4243)) {
      assertThat(LucasLehmer.isMersennePrime(p)).as("2^%d - 1", p).isFalse();
    }
  }

  @Test
  void isMersennePrime_underTwo_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LucasLehmer.isMersennePrime(1))
        .withMessageContaining("1");
  }

  @Test
  void isMersennePrime_interrupted_stops() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> LucasLehmer.isMersennePrime(9_941))
        .isInstanceOf(InterruptedException.class)
        .hasMessageContaining("9941");
    assertThat(Thread.interrupted()).isFalse();
  }
}
