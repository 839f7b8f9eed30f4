package org.tuplespace.examples;

import java.util.concurrent.Callable;
import org.tuplespace.examples.farm.Outcome;
import org.tuplespace.examples.numbers.PrimeSieve;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code example primes}. */
@Command(
    name = PrimeCount.KIND,
    description = "Counts the primes up to a limit, with worker processes.",
    footer = {
      "",
      "Prints the count on standard output, and how it goes on standard error.",
      "To lend the processors of another machine, start the same command there with",
      "--join. Both must be given the same --redis."
    })
final class PrimesCommand implements Callable<Integer> {

  @Mixin private FarmOptions options = new FarmOptions();

  private long limit = 10_000_000_000L;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Counts the primes up to this number; by default 10000000000.")
  void setLimit(long max) {
    if (max < 0 || max > PrimeSieve.MAX_LIMIT) {
      throw options.wrongUsage(
          "--limit must be from 0 to " + PrimeSieve.MAX_LIMIT + ", not " + max);
    }
    limit = max;
  }

  @Override
  public Integer call() throws InterruptedException {
    Farm farm = new Farm(options);
    if (options.isJoin()) {
      return farm.join(PrimeCount.KIND, PrimeCount.UNIT);
    }
    Outcome outcome = farm.run(PrimeCount.job(limit), "Counting the primes up to " + limit);
    farm.report("Primes up to " + limit, outcome, PrimeCount.UNIT);
    System.out.println(PrimeCount.total(outcome));
    return ExitStatus.OK;
  }
}
