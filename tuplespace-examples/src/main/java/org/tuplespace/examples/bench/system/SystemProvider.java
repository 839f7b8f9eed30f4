package org.tuplespace.examples.bench.system;

import java.util.List;

/** Brings systems that this module doesn't depend on; found by {@link java.util.ServiceLoader}. */
public interface SystemProvider {

  /** Its systems; each starts what it needs when it is opened. */
  List<BenchSystem> systems();
}
