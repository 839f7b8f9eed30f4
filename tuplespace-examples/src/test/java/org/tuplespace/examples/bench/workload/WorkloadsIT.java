package org.tuplespace.examples.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuplespace.examples.bench.published.CaseStudies;
import org.tuplespace.examples.bench.published.Sizes;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.report.Results;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.LocalSystem;
import org.tuplespace.examples.bench.system.RedisProbe;
import org.tuplespace.examples.bench.system.Store;
import org.tuplespace.examples.bench.system.Systems;
import org.tuplespace.examples.bench.system.TuplespaceSystem;
import org.tuplespace.redis.server.EmbeddedRedis;

/** Every workload runs on every system that it suits, checks its result, and fills its rows. */
class WorkloadsIT {

  private static EmbeddedRedis server;
  private static RedisProbe probe;

  @BeforeAll
  static void start() {
    server = EmbeddedRedis.start();
    probe = new RedisProbe(server.url());
  }

  @AfterAll
  static void stop() {
    probe.close();
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> workload_onASystemThatItSuits_measuresAllItsRows() {
    List<DynamicTest> tests = new ArrayList<>();
    for (BenchSystem system : Systems.of(server.url())) {
      List<Workload> workloads = new ArrayList<>(Workloads.of(Scale.TINY, probe));
      workloads.addAll(CaseStudies.of(Sizes.TINY));
      for (Workload workload : workloads) {
        if (workload.suits(system)) {
          String name = workload.metrics().get(0).id() + ", " + system.id();
          tests.add(DynamicTest.dynamicTest(name, () -> run(workload, system)));
        }
      }
    }
    return tests.stream();
  }

  @ParameterizedTest
  @ValueSource(strings = {TuplespaceSystem.ID, LocalSystem.ID})
  void jobs_ofThisProject_areMeasuredInBulkToo(String id) throws Exception {
    BenchSystem system =
        Systems.of(server.url()).stream().filter(some -> some.id().equals(id)).findFirst().get();
    List<Double> values = new ArrayList<>();
    for (Workload workload : Workloads.of(Scale.TINY, probe)) {
      if (workload.group().equals("W8") && workload.suits(system)) {
        values.addAll(measure(workload, system).values("W8.bulk", id));
      }
    }
    assertThat(values).isNotEmpty();
  }

  @Test
  void rows_ofEachScale_haveJobsInBulk() {
    for (Scale scale : List.of(Scale.TINY, Scale.QUICK, Scale.FULL)) {
      assertThat(Workloads.of(scale, probe))
          .as(scale.name())
          .flatMap(Workload::metrics)
          .extracting(Metric::id)
          .contains("W8.bulk");
    }
  }

  private static void run(Workload workload, BenchSystem system) throws Exception {
    Results results = measure(workload, system);
    assertThat(results.metrics()).hasSameElementsAs(workload.metrics());
    for (Metric metric : workload.metrics()) {
      // The server's memory also goes up and down for other reasons than a few tuples.
      double least = workload.group().equals("memory") ? -Double.MAX_VALUE : Double.MIN_VALUE;
      assertThat(results.values(metric.id(), system.id()))
          .hasSize(workload.rounds(2))
          .allMatch(value -> value >= least && Double.isFinite(value));
    }
  }

  private static Results measure(Workload workload, BenchSystem system) throws Exception {
    Results results = new Results();
    try (Store store = system.open();
        Trial trial = workload.prepare(store)) {
      for (int i = 0; i < workload.rounds(2); i++) {
        trial.run(results.of(system.id()));
      }
    }
    return results;
  }
}
