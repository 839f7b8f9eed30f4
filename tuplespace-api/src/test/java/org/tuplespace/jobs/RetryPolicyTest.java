package org.tuplespace.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  private static final RetryPolicy POLICY =
      RetryPolicy.DEFAULT.withDelays(Duration.ofSeconds(1), Duration.ofSeconds(10));

  @Test
  void delay_doubles_upToTheLongest() {
    long[] whole = {1_000, 2_000, 4_000, 8_000, 10_000, 10_000};
    Random random = new Random(7);
    for (int failures = 1; failures <= whole.length; failures++) {
      long longest = 0;
      long shortest = Long.MAX_VALUE;
      for (int i = 0; i < 1_000; i++) {
        long delay = POLICY.delayAfter(failures, random).toMillis();
        longest = Math.max(longest, delay);
        shortest = Math.min(shortest, delay);
      }
      long expected = whole[failures - 1];
      assertThat(longest).isBetween(expected * 98 / 100, expected);
      assertThat(shortest).isBetween(expected / 2, expected * 52 / 100);
    }
  }

  @Test
  void delay_afterManyFailures_doesNotOverflow() {
    RetryPolicy far = POLICY.withDelays(Duration.ofMillis(1), Duration.ofMillis(Long.MAX_VALUE));
    assertThat(far.delayAfter(1_000, new Random(7))).isPositive();
  }

  @Test
  void delay_canBeZero() {
    RetryPolicy atOnce = POLICY.withDelays(Duration.ZERO, Duration.ZERO);
    assertThat(atOnce.delayAfter(5, new Random(7))).isZero();
  }

  @Test
  void numbers_thatCannotBe_areRefused() {
    assertThatThrownBy(() -> POLICY.withAttempts(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> POLICY.withCrashes(-1)).hasMessageContaining("write 0");
    assertThatThrownBy(() -> POLICY.withDelays(Duration.ofSeconds(-1), Duration.ZERO))
        .hasMessageContaining("Duration.ZERO");
  }
}
