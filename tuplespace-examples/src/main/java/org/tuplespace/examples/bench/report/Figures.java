package org.tuplespace.examples.bench.report;

/** Where a workload leaves what it has measured. */
public interface Figures {

  /** For runs of which nothing is kept, as those that warm up. */
  Figures NONE = (metric, value) -> {};

  /** Adds the value of one round. */
  void add(Metric metric, double value);
}
