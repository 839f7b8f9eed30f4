package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuplespace.NotReplicatedException;
import org.tuplespace.Tuple;
import org.tuplespace.internal.Failures;

/** What can be asked for, and what is too little. */
class DurabilityTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void replicas_none_isAnError(int replicas) {
    assertThatThrownBy(() -> Durability.replicas(replicas, SECOND))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is " + replicas)
        .hasMessageContaining("Durability.none()");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.000999S", "PT1H0.001S"})
  void timeout_outOfRange_isAnError(Duration timeout) {
    assertThatThrownBy(() -> Durability.replicas(1, timeout))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(timeout.toString());
    assertThatThrownBy(() -> Durability.appendOnlyFile(1, 0, timeout))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(timeout.toString());
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "2, 0", "0, 0", "1, -1", "0, -1"})
  void appendOnlyFile_thatIsNone_isAnError(int local, int replicas) {
    assertThatThrownBy(() -> Durability.appendOnlyFile(local, replicas, SECOND))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(".*(is -1|is 2|is 0).*");
  }

  @Test
  void builder_null_isAnError() {
    assertThatThrownBy(() -> TupleSpaces.builder().durability(null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Durability.none()");
  }

  @Test
  void toString_tellsWhatIsAskedFor() {
    assertThat(Durability.none()).hasToString("none");
    assertThat(Durability.replicas(2, SECOND)).hasToString("2 replicas within PT1S");
    assertThat(Durability.appendOnlyFile(1, 2, SECOND))
        .hasToString("append-only file (1 local, 2 replicas) within PT1S");
  }

  @Test
  void shortfall_countsWhatWasAskedFor() {
    Durability two = Durability.replicas(2, SECOND);
    assertThat(new Copies(0, 2, null).shortfall(two, List.of())).isNull();
    assertThat(new Copies(0, 3, null).shortfall(two, List.of())).isNull();
    NotReplicatedException one = new Copies(0, 1, null).shortfall(two, List.of(Tuple.of(1)));
    assertThat(one)
        .hasMessageContaining("only 1 of 2 replicas")
        .hasMessageContaining("1000 ms")
        .hasMessageContaining("is in the space and must not be put again");
    assertThat(one.acknowledged()).isEqualTo(1);
    assertThat(one.wanted()).isEqualTo(2);
    assertThat(one.taken()).containsExactly(Tuple.of(1));

    Durability files = Durability.appendOnlyFile(1, 1, SECOND);
    assertThat(new Copies(1, 1, null).shortfall(files, List.of())).isNull();
    // Two replicas do not stand in for the master.
    assertThat(new Copies(0, 2, null).shortfall(files, List.of()))
        .hasMessageContaining("only 1 of 2 append-only files");
  }

  @Test
  void atCaller_keepsWhatItTells() {
    NotReplicatedException first =
        new NotReplicatedException("too few", 1, 3, List.of(Tuple.of("a")), null);
    assertThat(Failures.atCaller(first))
        .isInstanceOfSatisfying(
            NotReplicatedException.class,
            again -> {
              assertThat(again.acknowledged()).isEqualTo(1);
              assertThat(again.wanted()).isEqualTo(3);
              assertThat(again.taken()).containsExactly(Tuple.of("a"));
              assertThat(again).hasMessage("too few").hasCause(first);
            });
  }
}
