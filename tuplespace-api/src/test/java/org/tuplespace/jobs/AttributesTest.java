package org.tuplespace.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tuplespace.Tuple;

class AttributesTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void none_meansTheDefaults() {
    for (Object none : new Object[] {null, Tuple.of(), List.of()}) {
      Attributes attributes = Attributes.of(none);
      assertThat(attributes.attempts()).isZero();
      assertThat(attributes.retries()).isEqualTo(RetryPolicy.DEFAULT);
      assertThat(attributes.keepsResult()).isTrue();
      assertThat(attributes.resultTimeToLive()).isNull();
      assertThat(attributes.queued()).isNull();
      assertThat(attributes.expires()).isNull();
      assertThat(attributes.required()).isEmpty();
      assertThat(attributes.preferred()).isEmpty();
      assertThat(attributes.toField()).isNull();
    }
  }

  @Test
  void options_areReadBack() {
    JobOptions options =
        JobOptions.DEFAULT
            .withDelay(Duration.ofSeconds(1))
            .withTimeToLive(Duration.ofSeconds(2))
            .withRetries(RetryPolicy.NONE)
            .withResultTimeToLive(Duration.ofSeconds(3))
            .preferring(Duration.ofSeconds(4), "b", "a");
    Attributes attributes = Attributes.of(Attributes.of(options, NOW).toField());
    assertThat(attributes.queued()).isEqualTo(NOW);
    assertThat(attributes.expires()).isEqualTo(NOW.plusSeconds(3));
    assertThat(attributes.retries()).isEqualTo(RetryPolicy.NONE);
    assertThat(attributes.resultTimeToLive()).isEqualTo(Duration.ofSeconds(3));
    assertThat(attributes.preferred()).containsExactly("b", "a");
    assertThat(attributes.preferenceWait()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void numbers_mayBeOfAnyType() {
    Attributes attributes =
        Attributes.of(
            List.of("attempts", 2L, "retries", Tuple.of(3L, 4, 5L, (short) 6), "result", 0));
    assertThat(attributes.attempts()).isEqualTo(2);
    assertThat(attributes.retries())
        .isEqualTo(new RetryPolicy(3, Duration.ofMillis(4), Duration.ofMillis(5), 6));
    assertThat(attributes.keepsResult()).isFalse();
  }

  @Test
  void names_thatAreUnknown_areKept() {
    Attributes attributes = Attributes.of(Tuple.of("colour", "blue", "shade", null));
    assertThat(attributes.withAttempts(1).toField())
        .isEqualTo(Tuple.of("colour", "blue", "shade", null, "attempts", 1));
  }

  @Test
  void afresh_forgetsWhatWas() {
    Attributes attributes =
        Attributes.of(Tuple.of("attempts", 3, "expires", NOW, "colour", "blue"));
    assertThat(attributes.afresh(NOW).toField())
        .isEqualTo(Tuple.of("colour", "blue", "queued", NOW));
  }

  @Test
  void malformed_isRefused() {
    for (Object bad :
        new Object[] {
          7,
          "text",
          Tuple.of("attempts"),
          Tuple.of("attempts", "many"),
          Tuple.of("retries", Tuple.of(1)),
          Tuple.of("retries", Tuple.of(0, 0, 0, 0)),
          Tuple.of("requires", "gpu"),
          Tuple.of("requires", List.of(7)),
          Tuple.of("queued", "now"),
          Tuple.of("result", "none")
        }) {
      assertThatThrownBy(() -> Attributes.of(bad))
          .as("%s", bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
