package org.tuplespace.examples.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {

  @Test
  void median_ofAnOddNumber_isTheMiddleOne() {
    assertThat(Summary.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Summary(4, 1, 9, 3));
  }

  @Test
  void median_ofAnEvenNumber_isTheMeanOfTheMiddleTwo() {
    assertThat(Summary.of(List.of(8.0, 1.0, 4.0, 2.0)).median()).isEqualTo(3);
  }

  @Test
  void median_ofOne_isThatOne() {
    Summary summary = Summary.of(List.of(7.0));

    assertThat(summary).isEqualTo(new Summary(7, 7, 7, 1));
    assertThat(summary.spread()).isZero();
  }

  @Test
  void of_nothing_isAnError() {
    assertThatThrownBy(() -> Summary.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void percentile_ofAHundred_leavesSoManyBelow() {
    double[] sorted = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();

    assertThat(Summary.percentile(sorted, 99)).isEqualTo(99.5);
    assertThat(Summary.percentile(sorted, 0)).isEqualTo(1);
    assertThat(Summary.percentile(sorted, 100)).isEqualTo(100);
  }

  @Test
  void spread_isThatOfTheRoundsByTheMedian() {
    assertThat(Summary.of(List.of(8.0, 10.0, 13.0)).spread()).isEqualTo(0.5);
  }
}
