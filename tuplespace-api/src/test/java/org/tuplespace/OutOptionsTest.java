package org.tuplespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutOptionsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void none_isVisibleAtOnceForEver() {
    assertThat(OutOptions.NONE.timeToLive()).isNull();
    assertThat(OutOptions.NONE.delay()).isEqualTo(Duration.ZERO);
  }

  @Test
  void with_changesOneAndKeepsTheOther() {
    OutOptions both = OutOptions.delay(SECOND).withTimeToLive(Duration.ofSeconds(2));
    assertThat(both).isEqualTo(new OutOptions(Duration.ofSeconds(2), SECOND));
    assertThat(both).isEqualTo(OutOptions.timeToLive(Duration.ofSeconds(2)).withDelay(SECOND));
    assertThat(both.withTimeToLive(null)).isEqualTo(OutOptions.delay(SECOND));
    assertThat(OutOptions.timeToLive(SECOND).delay()).isEqualTo(Duration.ZERO);
    assertThat(OutOptions.delay(SECOND).timeToLive()).isNull();
  }

  @Test
  void timeToLive_underAMillisecond_isRefused() {
    for (Duration wrong :
        List.of(
            Duration.ZERO,
            Duration.ofNanos(999_999),
            Duration.ofMillis(-1),
            Duration.ofSeconds(Long.MIN_VALUE))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> OutOptions.timeToLive(wrong))
          .withMessageContaining(wrong.toString());
    }
    assertThat(OutOptions.timeToLive(Duration.ofMillis(1)).timeToLive()).hasMillis(1);
  }

  @Test
  void delay_negativeOrNull_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutOptions.delay(Duration.ofNanos(-1)))
        .withMessageContaining(Duration.ofNanos(-1).toString());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutOptions.delay(null))
        .withMessageContaining("Duration.ZERO");
  }

  @Test
  void hugeDurations_areAccepted() {
    Duration huge = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    assertThat(new OutOptions(huge, huge).timeToLive()).isEqualTo(huge);
  }
}
