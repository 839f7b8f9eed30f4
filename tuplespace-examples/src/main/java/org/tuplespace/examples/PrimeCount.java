package org.tuplespace.examples;

import java.util.ArrayList;
import java.util.List;
import org.tuplespace.Tuple;
import org.tuplespace.examples.farm.Computation;
import org.tuplespace.examples.farm.Job;
import org.tuplespace.examples.farm.Outcome;
import org.tuplespace.examples.farm.Task;
import org.tuplespace.examples.numbers.PrimeSieve;

/**
 * Counts the primes up to a limit, by segments.
 *
 * <p>The payload of a task is a segment, from one Long to below another; that of a result the
 * number of primes in it.
 */
final class PrimeCount implements Computation {

  static final String KIND = "primes";
  static final String UNIT = "segments";

  /** About 5 ms of work: more than it costs to hand out a task. */
  private static final long SHORTEST_SEGMENT = 1L << 22;

  private static final long MAX_SEGMENTS = 2_000;

  private final PrimeSieve sieve;

  /** A worker's side of the job with the limit given. */
  PrimeCount(long limit) {
    this.sieve = new PrimeSieve(limit);
  }

  /** The job of counting up to {@code limit}, inclusive. */
  static Job job(long limit) {
    long length = Math.max(SHORTEST_SEGMENT, limit / MAX_SEGMENTS + 1);
    List<Task> tasks = new ArrayList<>();
    for (long low = 0; low <= limit; low += length) {
      long high = Math.min(low + length, limit + 1);
      tasks.add(new Task(tasks.size(), 1, Tuple.of(low, high)));
    }
    return new Job(KIND, Tuple.of(limit), tasks, PrimeCount::cost, UNIT);
  }

  private static double cost(Task task) {
    return task.payload().getLong(1) - task.payload().getLong(0);
  }

  /** How many primes there are up to the limit. */
  static long total(Outcome outcome) {
    return outcome.results().stream().mapToLong(result -> result.getLong(0)).sum();
  }

  @Override
  public Tuple compute(Tuple payload) throws InterruptedException {
    return Tuple.of(sieve.count(payload.getLong(0), payload.getLong(1)));
  }
}
