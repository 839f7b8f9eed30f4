package org.tuplespace.examples.farm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {

  private static final Progress HALF =
      new Progress(
          "mersenne",
          0.5,
          30,
          100,
          "exponents",
          Duration.ofSeconds(10),
          Optional.of(Duration.ofSeconds(65)));

  @Test
  void plain_underWay_tellsRateAndTimeLeft() {
    assertThat(ProgressLine.plain(HALF))
        .isEqualTo("mersenne  50%, 30 of 100 exponents, 3.0/s, 1:05 left");
  }

  @Test
  void plain_atTheStart_promisesNothing() {
    Progress start = new Progress("primes", 0, 0, 7, "segments", Duration.ZERO, Optional.empty());

    assertThat(ProgressLine.plain(start))
        .isEqualTo("primes   0%, 0 of 7 segments, 0.0/s, starting");
  }

  @Test
  void plain_done_tellsTheTimeTaken() {
    Progress done =
        new Progress(
            "primes", 1, 7, 7, "segments", Duration.ofSeconds(14), Optional.of(Duration.ZERO));

    assertThat(ProgressLine.plain(done))
        .isEqualTo("primes 100%, 7 of 7 segments, 0.5/s, took 0:14");
  }

  @Test
  void withBar_showsTheFraction() {
    assertThat(ProgressLine.withBar(HALF, 74))
        .isEqualTo("mersenne  50% [==========>         ] 30 of 100 exponents, 3.0/s, 1:05 left");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 40, 60, 79, 200})
  void withBar_anyWidth_fits(int width) {
    assertThat(ProgressLine.withBar(HALF, width).length()).isLessThanOrEqualTo(width);
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
    assertThat(ProgressLine.clock(Duration.ofMillis(millis))).isEqualTo(expected);
  }
}
