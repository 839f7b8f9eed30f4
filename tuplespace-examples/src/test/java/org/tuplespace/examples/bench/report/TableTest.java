package org.tuplespace.examples.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

  private static final Metric OUT = Metric.rate("W1.out", "out", "1/s");
  private static final Metric TIME = Metric.cost("W2", "round trip", "µs");

  @Test
  void text_hasARowAWorkloadAndAColumnASystem() {
    assertThat(new Table(results()).text())
        .isEqualTo(
            """
            workload    unit  ours                   other
            out         1/s   2,000 (1,000..12,300)  4,000 2.00x
            round trip  µs    50.0                   not started: no ruby in the path
            """);
  }

  @Test
  void markdown_hasTheSame() {
    assertThat(new Table(results()).markdown())
        .isEqualTo(
            """
            | workload | unit | ours | other |
            | --- | --- | --- | --- |
            | out | 1/s | 2,000 (1,000..12,300) | 4,000 2.00x |
            | round trip | µs | 50.0 | not started: no ruby in the path |
            """);
  }

  @Test
  void markdown_escapesWhatWouldEndACell() {
    Results results = new Results();
    results.addSystem("a", "a|b");
    results.note(OUT, "a", "fails: x\ny");

    assertThat(new Table(results).markdown()).contains("| a\\|b |").contains("| fails: x y |");
  }

  @Test
  void cell_ofACost_tellsHowManyTimesAsGoodTheOtherIs() {
    Results results = new Results();
    results.addSystem("ours", "ours");
    results.addSystem("other", "other");
    results.of("ours").add(TIME, 50);
    results.of("other").add(TIME, 100);

    assertThat(Cell.of(results, TIME, "other", "ours")).isEqualTo("100 0.50x");
  }

  @Test
  void number_hasThreeDigits() {
    assertThat(Cell.number(123_456)).isEqualTo("123,000");
    assertThat(Cell.number(1_234.5)).isEqualTo("1,230");
    assertThat(Cell.number(12.345)).isEqualTo("12.3");
    assertThat(Cell.number(1.2345)).isEqualTo("1.23");
    assertThat(Cell.number(0.0012)).isEqualTo("1.2e-03");
    assertThat(Cell.number(0)).isEqualTo("0.00");
  }

  private static Results results() {
    Results results = new Results();
    results.addSystem("ours", "ours");
    results.addSystem("other", "other");
    for (double value : new double[] {1_000, 2_000, 12_345}) {
      results.of("ours").add(OUT, value);
    }
    results.of("other").add(OUT, 4_000);
    results.of("ours").add(TIME, 50);
    results.of("other").add(TIME, 1);
    results.note(TIME, "other", "not started: no ruby in the path");
    return results;
  }
}
