package org.tuplespace.examples;

import java.math.BigInteger;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.examples.farm.Outcome;
import org.tuplespace.examples.numbers.Factors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code example factor}. */
@Command(
    name = FactorSearch.KIND,
    description = "Factors a number by elliptic curves, with worker processes.",
    footer = {
      "",
      "Prints the factors on standard output, and how it goes on standard error.",
      "Finds all primes but the largest if they have up to about 30 digits. It ends when it",
      "has them, mostly long before the bar is full. Primes are probable ones:",
      "the chance of an error is less than 2^-100.",
      "To lend the processors of another machine, start the same command there with",
      "--join. Both must be given the same --redis."
    })
final class FactorCommand implements Callable<Integer> {

  /** Beyond, the curves of the first bound would already take minutes. */
  private static final int MAX_DIGITS = 1_000;

  @Mixin private FarmOptions options = new FarmOptions();

  private @Nullable BigInteger number;

  @Spec
  void acceptNegativeNumbers(CommandSpec spec) {
    spec.parser().unmatchedOptionsArePositionalParams(true); // and say what is wrong with them
  }

  @Parameters(
      paramLabel = "NUMBER",
      arity = "0..1",
      description = "A whole number from 1 on, in decimal digits. Not needed with --join.")
  void setNumber(String digits) {
    if (!digits.matches("[0-9]+") || digits.matches("0+")) {
      throw options.wrongUsage(
          "the number is " + digits + "; give a whole number from 1 on, in decimal digits");
    }
    if (digits.length() > MAX_DIGITS) {
      throw options.wrongUsage(
          "the number has " + digits.length() + " digits; give one of at most " + MAX_DIGITS);
    }
    number = new BigInteger(digits);
  }

  @Override
  public Integer call() throws InterruptedException {
    Farm farm = new Farm(options);
    if (options.isJoin()) {
      return farm.join(FactorSearch.KIND, FactorSearch.UNIT);
    }
    if (number == null) {
      throw options.wrongUsage("no number to factor; give one, such as 1000000016000000063");
    }
    Factors factors = Factors.of(number);
    if (!factors.isComplete()) {
      Outcome outcome =
          farm.run(
              FactorSearch.job(factors),
              "Looking for factors of " + factors.composite() + " by elliptic curves");
      if (!factors.isComplete()) {
        throw new FarmException(
            "not all factors were found: "
                + factors
                + "; what is in brackets is a product of primes of more than about 30 digits, or"
                + " needs luck, or another program such as GMP-ECM or CADO-NFS");
      }
      farm.report("All factors", outcome, FactorSearch.UNIT);
    }
    System.out.println(factors);
    return ExitStatus.OK;
  }
}
