package org.tuplespace.examples.bench.published;

import java.util.List;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.Store;
import org.tuplespace.examples.bench.system.TupleClient;
import org.tuplespace.examples.bench.workload.Trial;
import org.tuplespace.examples.bench.workload.Workload;

/** A program on tuples whose time is measured. */
abstract class CaseStudy implements Workload {

  private final Metric time;

  CaseStudy(String id, String title) {
    time = Metric.cost(id, title, "ms");
  }

  /** The row of how long it takes. */
  final Metric time() {
    return time;
  }

  @Override
  public final String group() {
    return time.id().substring(0, time.id().indexOf('.'));
  }

  @Override
  public final List<Metric> metrics() {
    return List.of(time);
  }

  @Override
  public final boolean suits(BenchSystem system) {
    return system.hasTuples();
  }

  @Override
  public final Trial prepare(Store store) throws Exception {
    TupleClient master = (TupleClient) store.connect();
    TupleClient workers = (TupleClient) store.connect();
    fill(master);
    return figures -> figures.add(time, run(master, workers));
  }

  /** Puts what is there before anything is measured. */
  void fill(TupleClient master) throws Exception {}

  /**
   * Runs it once and checks its result.
   *
   * @param master the client of the master
   * @param workers that of all workers
   * @return how long it took, in milliseconds
   */
  abstract double run(TupleClient master, TupleClient workers) throws Exception;

  /** Since {@code start}, of {@link System#nanoTime}. */
  static double millis(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
