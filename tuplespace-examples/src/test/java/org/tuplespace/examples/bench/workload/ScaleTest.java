package org.tuplespace.examples.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScaleTest {

  @Test
  void parameters_ofAScale_tellHowManyJobsAreQueuedAndHow() {
    assertThat(Scale.FULL.parameters())
        .containsEntry(
            "jobs", "[1 at once: 2000 one by one, 50 at once: 2000 one by one and 18000 in bulk]");
  }

  @Test
  void withRounds_changesNothingElse() {
    var parameters = Scale.QUICK.parameters();
    parameters.put("rounds", "7");

    assertThat(Scale.QUICK.withRounds(7).parameters()).isEqualTo(parameters);
  }
}
