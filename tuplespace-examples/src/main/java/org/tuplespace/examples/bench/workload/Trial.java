package org.tuplespace.examples.bench.workload;

import org.tuplespace.examples.bench.report.Figures;

/** A workload that is prepared on one store, and is run once a round. */
public interface Trial extends AutoCloseable {

  /**
   * Runs it once, checks what came out, and adds what it has measured.
   *
   * @throws WrongResultException if something else came out than must
   */
  void run(Figures figures) throws Exception;

  @Override
  default void close() throws Exception {}
}
