package org.tuplespace.examples.farm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeLeftTest {

  private final TimeLeft timeLeft = new TimeLeft();

  @Test
  void at_beforeTheSecondResult_isUnknown() {
    assertThat(timeLeft.at(0, Duration.ofSeconds(1))).isEmpty();
    assertThat(timeLeft.at(0.1, Duration.ofSeconds(2))).isEmpty();
    assertThat(timeLeft.at(0.1, Duration.ofSeconds(3))).isEmpty();
  }

  @Test
  void at_steadyPace_leavesTheStartOut() {
    timeLeft.at(0.1, Duration.ofSeconds(5));

    assertThat(timeLeft.at(0.2, Duration.ofSeconds(6))).hasValue(Duration.ofSeconds(8));
    assertThat(timeLeft.at(1, Duration.ofSeconds(14))).hasValue(Duration.ZERO);
  }
}
