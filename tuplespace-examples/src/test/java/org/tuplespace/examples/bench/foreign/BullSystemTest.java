package org.tuplespace.examples.bench.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.workload.Scale;

class BullSystemTest {

  private static final String URL = "redis://127.0.0.1:7";
  private static final Metric ENQUEUED = Metric.rate("W8.enqueue", "queued", "jobs/s");

  private final BullSystem bull = new BullSystem(Scale.QUICK, URL, Path.of("."));

  @Test
  void arguments_forRows_tellTheJobsOfThem() {
    assertThat(bull.arguments(List.of(ENQUEUED, done(1))))
        .containsExactlyInAnyOrder(
            "url=" + URL, "atOnce=1", "oneByOne=300", "inBulk=0", "bulk=500");
    assertThat(bull.arguments(List.of(ENQUEUED, done(50))))
        .containsExactlyInAnyOrder(
            "url=" + URL, "atOnce=50", "oneByOne=300", "inBulk=700", "bulk=500");
  }

  private static Metric done(int atOnce) {
    return Metric.rate("W8.done." + atOnce, "done", "jobs/s");
  }
}
