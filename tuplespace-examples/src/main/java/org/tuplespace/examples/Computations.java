package org.tuplespace.examples;

import java.math.BigInteger;
import org.tuplespace.examples.farm.Computation;
import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.examples.farm.Run;

/** Which computation a run is about. */
final class Computations {

  private Computations() {}

  static Computation of(Run run) {
    return switch (run.kind()) {
      case MersenneSearch.KIND -> new MersenneSearch();
      case PrimeCount.KIND -> new PrimeCount(run.parameters().getLong(0));
      case FactorSearch.KIND -> new FactorSearch(run.parameters().get(0, BigInteger.class));
      default -> throw new FarmException("this release knows no job of the kind " + run.kind());
    };
  }
}
