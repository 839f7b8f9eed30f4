package org.tuplespace.examples.bench.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.report.Results;

class GuardTest {

  private static final Metric RATE = Metric.rate("W1.out.own", "out", "1/s");
  private static final Metric COST = Metric.cost("cost.out", "server's time", "µs");

  @TempDir private Path checkout;

  @Test
  void check_ofTheSameFigures_findsNothing() {
    Map<String, Double> recorded = Ratios.of(run(1_000, 10));

    assertThat(recorded).hasSize(2);
    assertThat(Guard.complaints(recorded, Ratios.of(run(1_000, 10)))).isEmpty();
    assertThat(Guard.complaints(recorded, Ratios.of(run(800, 12)))).isEmpty();
    assertThat(Guard.complaints(recorded, Ratios.of(run(9_000, 1)))).isEmpty();
  }

  @Test
  void check_ofARateThatFell_namesRatioRecordedAndMeasured() {
    Map<String, Double> recorded = Ratios.of(run(1_000, 10));

    assertThat(Guard.complaints(recorded, Ratios.of(run(500, 10))))
        .containsExactly(
            "W1.out.own of tuplespace to W1.out.own of script: recorded 5.00, measured 10.00, 2.00"
                + " times as bad");
  }

  @Test
  void check_ofACostThatRose_namesIt() {
    Map<String, Double> recorded = Ratios.of(run(1_000, 10));

    assertThat(Guard.complaints(recorded, Ratios.of(run(1_000, 14))))
        .singleElement()
        .asString()
        .startsWith("cost.out of tuplespace to cost.out of script: recorded 5.00, measured 7.00");
  }

  @Test
  void check_onAMachineThatIsSlowerAltogether_findsNothing() {
    Map<String, Double> recorded = Ratios.of(run(1_000, 10));
    Results slow = new Results();
    slow.of("tuplespace").add(RATE, 100);
    slow.of("script").add(RATE, 500);
    slow.of("tuplespace").add(COST, 100);
    slow.of("script").add(COST, 20);

    assertThat(Guard.complaints(recorded, Ratios.of(slow))).isEmpty();
  }

  @Test
  void check_ofWhatWasNotMeasured_saysSo() {
    assertThat(Guard.complaints(Map.of("x", 2.0), Map.of()))
        .containsExactly("x: recorded 2.00, not measured");
  }

  @Test
  void ratio_ofSeveralRounds_isTheMedianOfTheirRatios() {
    Results results = new Results();
    double[] ours = {10, 300, 50};
    double[] script = {2, 100, 5};
    for (int i = 0; i < ours.length; i++) {
      results.of("tuplespace").add(COST, ours[i]);
      results.of("script").add(COST, script[i]);
    }

    assertThat(Ratios.of(results).values()).containsExactly(5.0);
  }

  @Test
  void record_writesWhatReadReads() throws IOException {
    Map<String, Double> ratios = new TreeMap<>(Map.of("a", 1.23456, "b", 20.0));

    Path file = RecordedRatios.write(checkout, ratios);

    assertThat(RecordedRatios.read(new ByteArrayInputStream(Files.readAllBytes(file))))
        .containsExactlyEntriesOf(new TreeMap<>(Map.of("a", 1.23, "b", 20.0)));
  }

  private static Results run(double rate, double cost) {
    Results results = new Results();
    results.of("tuplespace").add(RATE, rate);
    results.of("script").add(RATE, 5_000);
    results.of("tuplespace").add(COST, cost);
    results.of("script").add(COST, 2);
    return results;
  }
}
