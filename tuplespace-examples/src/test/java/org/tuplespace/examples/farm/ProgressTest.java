package org.tuplespace.examples.farm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

  @Test
  void line_underWay_tellsRateAndTimeLeft() {
    Progress half = new Progress("mersenne", 0.5, 30, 100, "exponents", Duration.ofSeconds(65));

    assertThat(half.line()).isEqualTo("mersenne  50%, 30 of 100 exponents, 0.5/s, 1:05 left");
  }

  @Test
  void line_atTheStart_promisesNothing() {
    Progress start = new Progress("primes", 0, 0, 7, "segments", Duration.ZERO);

    assertThat(start.line()).isEqualTo("primes   0%, 0 of 7 segments, 0.0/s, starting");
  }

  @Test
  void line_done_tellsTheTimeTaken() {
    Progress done = new Progress("primes", 1, 7, 7, "segments", Duration.ofSeconds(14));

    assertThat(done.line()).isEqualTo("primes 100%, 7 of 7 segments, 0.5/s, took 0:14");
  }

  @Test
  void timeLeft_followsTheCost() {
    Progress quarter = new Progress("mersenne", 0.25, 90, 100, "exponents", Duration.ofSeconds(2));

    assertThat(quarter.timeLeft()).hasValue(Duration.ofSeconds(6));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0:00",
    "499, 0:00",
    "500, 0:01",
    "59999, 1:00",
    "3599000, 59:59",
    "3725000, 1:02:05"
  })
  void clock_readsLikeAClock(long millis, String expected) {
    assertThat(Progress.clock(Duration.ofMillis(millis))).isEqualTo(expected);
  }
}
