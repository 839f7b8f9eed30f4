package org.tuplespace.examples;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tuplespace.Tuple;
import org.tuplespace.examples.farm.Computation;
import org.tuplespace.examples.farm.Job;
import org.tuplespace.examples.farm.Task;
import org.tuplespace.examples.numbers.EllipticCurve;
import org.tuplespace.examples.numbers.Factors;

/**
 * Looks for divisors of a composite number by elliptic curves, of which each is a task or part of
 * one, until its factors are known.
 *
 * <p>The parameter of the job is the number; the payload of a task its bound, its first curve and
 * how many; that of a result the list of divisors found.
 */
final class FactorSearch implements Computation {

  static final String KIND = "factor";
  static final String UNIT = "curves";

  /** Curves are numbered from here on, by Suyama's sigma. */
  private static final long FIRST_SIGMA = 6;

  /** A task takes about as long as a curve with this bound, a tenth of a second. */
  private static final int WORTHWHILE = 8_000;

  /**
   * How far to go for primes of a size, and how many curves that takes on average (P. Zimmermann's
   * table, which programs for this method commonly use; its first line is ours).
   */
  private enum Level {
    DIGITS_10(10, 200, 10),
    DIGITS_15(15, 2_000, 25),
    DIGITS_20(20, 11_000, 90),
    DIGITS_25(25, 50_000, 300),
    DIGITS_30(30, 250_000, 700);

    private final int digits;
    private final int bound;
    private final int curves;

    Level(int digits, int bound, int curves) {
      this.digits = digits;
      this.bound = bound;
      this.curves = curves;
    }
  }

  /** That all of so many times the average number of curves fail has a chance of e^-8. */
  private static final int ENOUGH = 8;

  private final BigInteger number;

  /** A worker's side of the job of this number. */
  FactorSearch(BigInteger number) {
    this.number = number;
  }

  /**
   * The job of completing the factors; its results go into them, and it is over when they are
   * complete.
   */
  static Job job(Factors factors) {
    return new Job(
        KIND,
        Tuple.of(factors.composite()),
        plan(factors.composite()),
        FactorSearch::cost,
        UNIT,
        result -> {
          result.getList(0).forEach(divisor -> factors.divide((BigInteger) divisor));
          return factors.isComplete();
        });
  }

  /** Small primes first; up to the size that the smallest prime of the number has at most. */
  private static List<Task> plan(BigInteger number) {
    int digitsOfSmallest = (number.toString().length() + 1) / 2;
    List<Task> tasks = new ArrayList<>();
    long sigma = FIRST_SIGMA;
    for (Level level : Level.values()) {
      boolean isLast = level.digits >= digitsOfSmallest;
      int together = Math.max(1, WORTHWHILE / level.bound);
      for (int left = level.curves * (isLast ? ENOUGH : 1); left > 0; left -= together) {
        int curves = Math.min(together, left);
        tasks.add(new Task(tasks.size(), curves, Tuple.of(level.bound, sigma, curves)));
        sigma += curves;
      }
      if (isLast) {
        break;
      }
    }
    return tasks;
  }

  /** Both stages take about as many steps as their bounds. */
  private static double cost(Task task) {
    return (double) task.payload().getInt(0) * task.size();
  }

  @Override
  public Tuple compute(Tuple payload) throws InterruptedException {
    int bound = payload.getInt(0);
    long sigma = payload.getLong(1);
    List<BigInteger> found = new ArrayList<>();
    for (int i = 0; i < payload.getInt(2); i++) {
      Optional<BigInteger> divisor = EllipticCurve.divisor(number, sigma + i, bound);
      divisor.ifPresent(found::add);
    }
    return Tuple.of(found);
  }
}
