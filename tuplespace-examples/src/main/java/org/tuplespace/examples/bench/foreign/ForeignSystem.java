package org.tuplespace.examples.bench.foreign;

import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.NotStartedException;
import org.tuplespace.examples.bench.system.Store;
import org.tuplespace.examples.bench.workload.Trial;
import org.tuplespace.examples.bench.workload.Workload;

/** A system that no client in Java speaks to: a script does what the workload says. */
public interface ForeignSystem extends BenchSystem {

  /** Whether its script has that workload. */
  boolean knows(Metric first);

  /** Makes the script ready. */
  Trial prepare(Workload workload) throws Exception;

  @Override
  default Store open() throws NotStartedException {
    throw new NotStartedException("its script has no such workload");
  }
}
