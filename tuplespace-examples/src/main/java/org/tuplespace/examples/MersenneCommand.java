package org.tuplespace.examples;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.tuplespace.examples.farm.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code example mersenne}. */
@Command(
    name = MersenneSearch.KIND,
    description = "Finds the exponents of Mersenne primes, with worker processes.",
    footer = {
      "",
      "Prints the exponents on standard output, and how it goes on standard error.",
      "To lend the processors of another machine, start the same command there with",
      "--join. Both must be given the same --redis."
    })
final class MersenneCommand implements Callable<Integer> {

  @Mixin private FarmOptions options = new FarmOptions();

  private int maxExponent = 10_000;

  @Option(
      names = "--max-exponent",
      paramLabel = "N",
      description = "Tests the primes up to this one; by default 10000.")
  void setMaxExponent(int max) {
    if (max < 2 || max > MersenneSearch.MAX_EXPONENT) {
      throw options.wrongUsage(
          "--max-exponent must be from 2 to " + MersenneSearch.MAX_EXPONENT + ", not " + max);
    }
    maxExponent = max;
  }

  @Override
  public Integer call() throws InterruptedException {
    Farm farm = new Farm(options);
    if (options.isJoin()) {
      return farm.join(MersenneSearch.KIND, MersenneSearch.UNIT);
    }
    Outcome outcome =
        farm.run(
            MersenneSearch.job(maxExponent), "Looking for Mersenne primes up to 2^" + maxExponent);
    List<Integer> found = MersenneSearch.found(outcome);
    farm.report(found.size() + " Mersenne primes", outcome, MersenneSearch.UNIT);
    System.out.println(found.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    return ExitStatus.OK;
  }
}
