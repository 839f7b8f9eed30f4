package org.tuplespace.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tuplespace.examples.bench.report.Figures;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.report.Results;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.Client;
import org.tuplespace.examples.bench.system.LocalSystem;
import org.tuplespace.examples.bench.system.NotStartedException;
import org.tuplespace.examples.bench.system.Store;
import org.tuplespace.examples.bench.workload.Trial;
import org.tuplespace.examples.bench.workload.Workload;
import org.tuplespace.examples.bench.workload.WrongResultException;

class BenchTest {

  private static final Metric METRIC = Metric.rate("X", "X", "1/s");

  private final Results results = new Results();
  private Duration limit = Duration.ofMinutes(1);

  @Test
  void run_ofSeveralRounds_goesFromSystemToSystem() throws InterruptedException {
    StringBuilder order = new StringBuilder();

    Bench bench = run(workload((system, figures) -> order.append(system)), "a", "b");

    assertThat(order).hasToString("ababab");
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void run_ofASystemThatFails_notesItAndGoesOnWithTheOthers() throws InterruptedException {
    Bench bench =
        run(
            workload(
                (system, figures) -> {
                  if (system.equals("a")) {
                    throw new IllegalStateException("no connection");
                  }
                  figures.add(METRIC, 1);
                }),
            "a",
            "b");

    assertThat(results.note("X", "a")).contains("fails: IllegalStateException: no connection");
    assertThat(results.values("X", "b")).hasSize(2);
    assertThat(bench.failures()).singleElement().matches(failed -> !failed.counts());
  }

  @Test
  void run_withAWrongResult_hasFailed() throws InterruptedException {
    Bench bench = run(workload((system, figures) -> WrongResultException.check("sum", 1, 2)), "a");

    assertThat(results.note("X", "a")).contains("wrong result: sum is 2 instead of 1");
    assertThat(bench.failures()).singleElement().matches(Bench.Failed::counts);
  }

  @Test
  void run_ofWhatTakesTooLong_isGivenUp() throws InterruptedException {
    limit = Duration.ofMillis(50);

    Bench bench = run(workload((system, figures) -> new CountDownLatch(1).await()), "a");

    assertThat(results.note("X", "a"))
        .hasValueSatisfying(note -> assertThat(note).contains("no end after"));
    assertThat(bench.failures()).hasSize(1);
  }

  @Test
  void run_ofASystemThatIsNotStarted_saysWhyAndHasNotFailed() throws InterruptedException {
    Bench bench =
        run(
            workload(
                (system, figures) -> {
                  throw new NotStartedException("no ruby in the path");
                }),
            "a");

    assertThat(results.note("X", "a")).contains("not started: no ruby in the path");
    assertThat(bench.failures()).singleElement().matches(failed -> !failed.counts());
  }

  private Bench run(Workload workload, String... ids) throws InterruptedException {
    List<BenchSystem> systems = Stream.of(ids).<BenchSystem>map(Named::new).toList();
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    try (Progress progress = new Progress(nowhere, 1, false)) {
      Bench bench = new Bench(systems, 2, Duration.ZERO, limit, results, progress);
      bench.run(workload);
      return bench;
    }
  }

  private interface Body {
    void run(String system, Figures figures) throws Exception;
  }

  private static Workload workload(Body body) {
    return new Workload() {
      @Override
      public String group() {
        return "X";
      }

      @Override
      public List<Metric> metrics() {
        return List.of(METRIC);
      }

      @Override
      public Trial prepare(Store store) {
        return figures -> body.run(((NamedStore) store).name(), figures);
      }
    };
  }

  /** A system that does nothing. */
  private record Named(String id) implements BenchSystem {
    @Override
    public String title() {
      return id;
    }

    @Override
    public Store open() {
      return new NamedStore(id);
    }

    @Override
    public void close() {}
  }

  private record NamedStore(String name) implements Store {
    @Override
    public Client connect() throws Exception {
      return new LocalSystem().open().connect();
    }

    @Override
    public void close() {}
  }
}
