package org.tuplespace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void workers_namesAndCounts_areInColumns() {
    Map<String, Long> units = new TreeMap<>(Map.of("host-1-2", 7L, "host-1-10", 120L));

    assertThat(Report.workers(units, "exponents"))
        .containsExactly("  host-1-10  120 exponents", "  host-1-2     7 exponents");
  }

  @Test
  void workers_none_isEmpty() {
    assertThat(Report.workers(Map.of(), "exponents")).isEmpty();
  }

  @Test
  void seconds_areRoundedToTenths() {
    assertThat(Report.seconds(Duration.ofMillis(1_949))).isEqualTo("1.9 s");
  }
}
