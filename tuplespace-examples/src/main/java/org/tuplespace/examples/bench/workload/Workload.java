package org.tuplespace.examples.bench.workload;

import java.util.List;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.Store;

/** Something to do with a store, and what is measured of it. Immutable. */
public interface Workload {

  /** Names it in options, as {@code W1}; several of different size may share it. */
  String group();

  /** The rows that it fills. */
  List<Metric> metrics();

  /** Whether that system can do it at all. */
  default boolean suits(BenchSystem system) {
    return system.keeps();
  }

  /** How many runs go ahead of those that count, for the JVM to compile. */
  default int warmUps() {
    return 1;
  }

  /** How many runs count, where this many are wanted. */
  default int rounds(int wanted) {
    return wanted;
  }

  /** Makes all ready on an empty store. */
  Trial prepare(Store store) throws Exception;
}
