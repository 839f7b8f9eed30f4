package org.tuplespace.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tuplespace.Tuple;
import org.tuplespace.examples.farm.Computation;
import org.tuplespace.examples.farm.Job;
import org.tuplespace.examples.farm.Outcome;
import org.tuplespace.examples.farm.Task;
import org.tuplespace.examples.numbers.LucasLehmer;
import org.tuplespace.examples.numbers.PrimeSieve;

/**
 * Looks for the primes p for which 2^p - 1 is prime too.
 *
 * <p>The payload of a task is a list of exponents, that of a result the list of those of them which
 * are Mersenne prime exponents.
 */
final class MersenneSearch implements Computation {

  static final String KIND = "mersenne";
  static final String UNIT = "exponents";

  /** A test with more would take minutes. */
  static final int MAX_EXPONENT = 1_000_000;

  /** About 20 ms of work: much more than it costs to hand out a task. */
  private static final double WORTHWHILE = cost(5_000);

  /** So that a short run still keeps many workers busy. */
  private static final int MIN_TASKS = 50;

  /** The job of testing all primes up to {@code maxExponent}, inclusive. */
  static Job job(int maxExponent) {
    return new Job(KIND, Tuple.of(maxExponent), plan(maxExponent), MersenneSearch::cost, UNIT);
  }

  /**
   * The largest exponents first, as they take longest: at the end, when some workers wait for
   * others, they wait for small ones. These share tasks.
   */
  private static List<Task> plan(int maxExponent) {
    int[] descending =
        PrimeSieve.primesUpTo(maxExponent).map(p -> -p).sorted().map(p -> -p).toArray();
    double total = IntStream.of(descending).mapToDouble(MersenneSearch::cost).sum();
    double enough = Math.min(WORTHWHILE, total / MIN_TASKS);
    List<Task> tasks = new ArrayList<>();
    List<Integer> batch = new ArrayList<>();
    double batchCost = 0;
    for (int exponent : descending) {
      batch.add(exponent);
      batchCost += cost(exponent);
      if (batchCost >= enough) {
        tasks.add(task(tasks.size(), batch));
        batch.clear();
        batchCost = 0;
      }
    }
    if (!batch.isEmpty()) {
      tasks.add(task(tasks.size(), batch));
    }
    return tasks;
  }

  private static Task task(int number, List<Integer> exponents) {
    return new Task(number, exponents.size(), Tuple.of(exponents));
  }

  /** Fits what is measured: p squarings, each by Karatsuba's or Toom and Cook's method. */
  private static double cost(int exponent) {
    return Math.pow(exponent, 2.6);
  }

  private static double cost(Task task) {
    return exponents(task.payload()).stream().mapToDouble(MersenneSearch::cost).sum();
  }

  /** The exponents found, in ascending order. */
  static List<Integer> found(Outcome outcome) {
    return outcome.results().stream()
        .flatMap(result -> exponents(result).stream())
        .sorted()
        .toList();
  }

  private static List<Integer> exponents(Tuple payload) {
    return payload.getList(0).stream().map(Integer.class::cast).toList();
  }

  @Override
  public Tuple compute(Tuple payload) throws InterruptedException {
    List<Integer> found = new ArrayList<>();
    for (int exponent : exponents(payload)) {
      if (LucasLehmer.isMersennePrime(exponent)) {
        found.add(exponent);
      }
    }
    return Tuple.of(found);
  }
}
