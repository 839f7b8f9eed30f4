package org.tuplespace.examples.bench.peers;

import java.util.List;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.SystemProvider;

/** The tuple spaces for the JVM that are on Maven Central. */
public final class Peers implements SystemProvider {

  @Override
  public List<BenchSystem> systems() {
    return List.of(new SemiSpaceSystem(), new JposSystem(), new JavaSpacesSystem());
  }
}
