package org.tuplespace.examples.gromacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tuplespace.examples.farm.FarmException;

class PlanTest {

  @Test
  void firstStep_ofAllSegments_coversTheStepsInWholeFrames() {
    for (int segments = 1; segments <= 7; segments++) {
      Plan plan = new Plan(400, 70, 10, 1, segments, 1);

      assertThat(plan.firstStep(0)).isZero();
      assertThat(plan.firstStep(segments)).isEqualTo(70);
      for (int segment = 0; segment < segments; segment++) {
        assertThat(plan.firstStep(segment + 1) - plan.firstStep(segment))
            .isPositive()
            .satisfies(steps -> assertThat(steps % 10).isZero());
      }
      assertThat(plan.frames()).isEqualTo(8);
    }
  }

  @Test
  void segments_byDefault_areMoreForLargeFrames() {
    assertThat(Plan.segments(1_000, 1_000, 10)).isEqualTo(4);
    assertThat(Plan.segments(1_000, 20, 10)).isEqualTo(2);
    assertThat(Plan.segments(100_000, 1_000, 10)).isEqualTo(100);
    assertThat(Plan.segments(338, 5, 10)).isEqualTo(1);
  }

  @Test
  void wrongNumbers_areRefused() {
    assertThatThrownBy(() -> new Plan(400, 75, 10, 1, 4, 1)).isInstanceOf(FarmException.class);
    assertThatThrownBy(() -> new Plan(400, 70, 10, 1, 8, 1))
        .isInstanceOf(FarmException.class)
        .hasMessageContaining("1 to 7");
    assertThatThrownBy(() -> new Plan(100, 70, 10, 1, 4, 1))
        .isInstanceOf(FarmException.class)
        .hasMessageContaining("too few atoms");
  }
}
