package org.tuplespace.examples.linda;

import java.util.ArrayList;
import java.util.List;
import org.tuplespace.LiveField;
import org.tuplespace.TupleSpace;

/**
 * Primes by result parallelism: each element of the result is a process, which waits for the
 * elements that it needs and in the end becomes a tuple.
 */
public final class ResultParallelism implements LindaProgram {

  private static final int LIMIT = 300;
  private static final int PRIMES_TO_LIMIT = 62;

  /** Whether a number is prime, by division by the primes before. */
  record IsPrime(int number) implements LiveField<Boolean> {
    @Override
    public Boolean evaluate(TupleSpace space) throws InterruptedException {
      for (int i = 2; i * i <= number; i++) {
        boolean isPrime = space.rd("prime", i, Boolean.class).getBoolean(2);
        if (isPrime && number % i == 0) {
          return false;
        }
      }
      return true;
    }
  }

  @Override
  public void run(TupleSpace space) throws InterruptedException {
    for (int i = 2; i <= LIMIT; i++) {
      space.eval("prime", i, new IsPrime(i));
    }
    List<Integer> primes = new ArrayList<>();
    for (int i = 2; i <= LIMIT; i++) {
      if (space.rd("prime", i, Boolean.class).getBoolean(2)) {
        primes.add(i);
      }
    }
    if (primes.size() != PRIMES_TO_LIMIT) {
      throw new IllegalStateException(primes.size() + " primes, not " + PRIMES_TO_LIMIT);
    }
    System.out.println("The " + primes.size() + " primes up to " + LIMIT + ": " + primes);
  }
}
