package org.tuplespace.examples.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrimeSieveTest {

  @Test
  void primesUpTo_smallLimits_areInOrderAndInclusive() {
    assertThat(PrimeSieve.primesUpTo(-1)).isEmpty();
    assertThat(PrimeSieve.primesUpTo(1)).isEmpty();
    assertThat(PrimeSieve.primesUpTo(2)).containsExactly(2);
    assertThat(PrimeSieve.primesUpTo(3)).containsExactly(2, 3);
    assertThat(PrimeSieve.primesUpTo(30)).containsExactly(2, 3, 5, 7, 11, 13, 17, 19, 23, 29);
    assertThat(PrimeSieve.primesUpTo(31)).endsWith(29, 31);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0",
    "2, 1",
    "3, 2",
    "4, 2",
    "9, 4",
    "25, 9",
    "100, 25",
    "1000, 168",
    "10000, 1229",
    "100000, 9592",
    "1000000, 78498",
    "10000000, 664579"
  })
  void count_fromZero_isAsKnown(long limit, long expected) throws InterruptedException {
    assertThat(new PrimeSieve(limit).count(0, limit + 1)).isEqualTo(expected);
  }

  @Test
  void count_everySmallSegment_agreesWithTheList() throws InterruptedException {
    PrimeSieve sieve = new PrimeSieve(130);
    int[] primes = PrimeSieve.primesUpTo(130).toArray();
    for (int low = 0; low <= 130; low++) {
      for (int high = low; high <= 131; high++) {
        int from = low;
        int to = high;
        long expected = IntStream.of(primes).filter(p -> from <= p && p < to).count();
        assertThat(sieve.count(low, high)).as("%d to %d", low, high).isEqualTo(expected);
      }
    }
  }

  @Test
  void count_segmentFarOut_isAsKnown() throws InterruptedException {
    long start = 1_000_000_000_000L;

    // pi(10^12 + 10^6) - pi(10^12)
    assertThat(new PrimeSieve(start + 1_000_000).count(start, start + 1_000_000)).isEqualTo(36_249);
  }

  @Test
  void count_segmentsThatMeetAnywhere_addUp() throws InterruptedException {
    PrimeSieve sieve = new PrimeSieve(3_000_000);
    long sum = 0;
    for (long low = 0; low <= 3_000_000; low += 77_777) {
      sum += sieve.count(low, Math.min(low + 77_777, 3_000_001));
    }
    assertThat(sum).isEqualTo(216_816);
  }

  @Test
  void count_outsideTheLimit_isRefused() {
    PrimeSieve sieve = new PrimeSieve(100);

    assertThatIllegalArgumentException().isThrownBy(() -> sieve.count(0, 102));
    assertThatIllegalArgumentException().isThrownBy(() -> sieve.count(-1, 10));
    assertThatIllegalArgumentException().isThrownBy(() -> sieve.count(10, 9));
    assertThatIllegalArgumentException().isThrownBy(() -> new PrimeSieve(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PrimeSieve(PrimeSieve.MAX_LIMIT + 1));
  }

  @Test
  void count_interrupted_stops() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> new PrimeSieve(1_000).count(0, 1_001))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }
}
