package org.tuplespace.examples.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tuplespace.examples.bench.foreign.ForeignSystem;
import org.tuplespace.examples.bench.report.Figures;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.report.Results;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.Store;
import org.tuplespace.examples.bench.workload.Trial;
import org.tuplespace.examples.bench.workload.Workload;

/**
 * Runs workloads on systems: for each workload all systems are made ready, and are measured in
 * turn, round by round, so that what disturbs the machine disturbs all of them.
 */
final class Bench {

  /** For systems that keep theirs to themselves. */
  private static final AutoCloseable NO_STORE = () -> {};

  private final List<BenchSystem> systems;
  private final int rounds;
  private final Duration warmUp;
  private final Duration limit;
  private final Results results;
  private final Progress progress;
  private final List<Failed> failures = new ArrayList<>();

  /**
   * To be run.
   *
   * @param rounds how often each workload is measured
   * @param warmUp how long runs that don't count go on, at least
   * @param limit what takes longer than this is not worth waiting for
   */
  Bench(
      List<BenchSystem> systems,
      int rounds,
      Duration warmUp,
      Duration limit,
      Results results,
      Progress progress) {
    this.systems = systems;
    this.rounds = rounds;
    this.warmUp = warmUp;
    this.limit = limit;
    this.results = results;
    this.progress = progress;
  }

  /** What went wrong; a system that can't do something is among it too. */
  List<Failed> failures() {
    return failures;
  }

  /** Runs one workload on all systems that can do it. */
  void run(Workload workload) throws InterruptedException {
    workload.metrics().forEach(results::addMetric);
    Map<BenchSystem, Prepared> ready = new LinkedHashMap<>();
    try {
      for (BenchSystem system : systems) {
        if (suits(workload, system)) {
          attempt(workload, system, ready, () -> ready.put(system, prepare(workload, system)));
        }
      }
      int runs = workload.warmUps() + workload.rounds(rounds);
      for (int run = 0; run < runs; run++) {
        boolean counts = run >= workload.warmUps();
        for (BenchSystem system : systems) {
          Prepared prepared = ready.get(system);
          if (prepared != null) {
            progress.show(workload.metrics().get(0).title() + ": " + system.id(), run, runs);
            if (counts) {
              Figures figures = results.of(system.id());
              attempt(workload, system, ready, () -> prepared.trial().run(figures));
            } else {
              attempt(workload, system, ready, () -> warmUp(prepared.trial()));
            }
          }
        }
      }
    } finally {
      for (BenchSystem system : systems) {
        Prepared prepared = ready.get(system);
        if (prepared != null) {
          attempt(workload, system, ready, prepared::close);
        }
      }
    }
  }

  private void warmUp(Trial trial) throws Exception {
    long end = System.nanoTime() + warmUp.toNanos();
    do {
      trial.run(Figures.NONE);
    } while (System.nanoTime() - end < 0);
  }

  /**
   * Something that went wrong.
   *
   * @param counts whether the run has failed by it: a result was wrong, or it is of this project
   */
  record Failed(String what, boolean counts) {
    @Override
    public String toString() {
      return what;
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  private record Prepared(AutoCloseable store, Trial trial) {
    void close() throws Exception {
      trial.close();
      store.close();
    }
  }

  private static boolean suits(Workload workload, BenchSystem system) {
    return system instanceof ForeignSystem foreign
        ? foreign.knows(workload.metrics().get(0))
        : workload.suits(system);
  }

  private static Prepared prepare(Workload workload, BenchSystem system) throws Exception {
    if (system instanceof ForeignSystem foreign) {
      return new Prepared(NO_STORE, foreign.prepare(workload));
    }
    Store store = system.open();
    try {
      return new Prepared(store, workload.prepare(store));
    } catch (Exception e) {
      store.close();
      throw e;
    }
  }

  /** Does a step within the limit; what goes wrong is noted in place of figures. */
  private void attempt(
      Workload workload, BenchSystem system, Map<BenchSystem, Prepared> ready, Step step)
      throws InterruptedException {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> running =
          thread.submit(
              () -> {
                step.run();
                return true;
              });
      running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      fail(workload, system, ready, Failure.of(e.getCause() == null ? e : e.getCause()));
    } catch (TimeoutException e) {
      fail(workload, system, ready, "no end after " + limit.toSeconds() + " s");
    } finally {
      thread.shutdownNow();
    }
  }

  private void fail(
      Workload workload, BenchSystem system, Map<BenchSystem, Prepared> ready, String failure) {
    for (Metric metric : workload.metrics()) {
      results.note(metric, system.id(), failure);
    }
    boolean counts = system.isOurs() || failure.startsWith(Failure.WRONG);
    failures.add(
        new Failed(workload.metrics().get(0).id() + ", " + system.id() + ": " + failure, counts));
    Prepared prepared = ready.remove(system);
    if (prepared != null) {
      try {
        prepared.close();
      } catch (Exception e) {
        failures.add(new Failed(system.id() + " can't be closed: " + Failure.of(e), false));
      }
    }
  }
}
