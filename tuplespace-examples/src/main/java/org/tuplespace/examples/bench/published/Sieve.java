package org.tuplespace.examples.bench.published;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.tuplespace.examples.bench.system.TupleClient;
import org.tuplespace.examples.bench.workload.Crew;
import org.tuplespace.examples.bench.workload.WrongResultException;

/**
 * The sieve of Eratosthenes on a tuple for each number, among tuples that are in the way: workers
 * take the multiples of each prime out of the space.
 */
final class Sieve extends CaseStudy {

  private static final int WORKERS = 16;
  private static final int BATCH = 500;
  private static final int LAST = -1;

  private final int end;
  private final int noise;

  Sieve(Sizes sizes) {
    super(
        "P5.sieve",
        String.format(
            Locale.ROOT,
            "P5 sieve of %,d tuples among %,d others, %d workers",
            sizes.sieve(),
            sizes.noise(),
            WORKERS));
    this.end = sizes.sieve() + 2;
    this.noise = sizes.noise();
  }

  /** Once is long enough. */
  @Override
  public int warmUps() {
    return 0;
  }

  @Override
  public int rounds(int wanted) {
    return 1;
  }

  @Override
  void fill(TupleClient master) throws Exception {
    fill(master, "noise", 0, noise);
    fill(master, "number", 2, end);
  }

  private static void fill(TupleClient master, String name, int from, int to) throws Exception {
    for (int i = from; i < to; i += BATCH) {
      List<Object[]> tuples = new ArrayList<>();
      for (int j = i; j < Math.min(i + BATCH, to); j++) {
        tuples.add(new Object[] {name, j});
      }
      master.outAll(tuples);
    }
  }

  @Override
  double run(TupleClient master, TupleClient workers) throws Exception {
    BitSet primes = primes(end);
    try (Crew crew = new Crew()) {
      for (int i = 0; i < WORKERS; i++) {
        crew.start(() -> work(workers));
      }
      long start = System.nanoTime();
      int ranges = 0;
      for (int prime = 2; (long) prime * prime < end; prime = primes.nextSetBit(prime + 1)) {
        for (int i = 0; i < WORKERS; i++, ranges++) {
          master.out("sift", prime, i);
        }
      }
      for (int i = 0; i < ranges; i++) {
        master.in("sifted", Integer.class, Integer.class);
      }
      double time = millis(start);
      for (int i = 0; i < WORKERS; i++) {
        master.out("sift", LAST, LAST);
      }
      crew.join();
      check(master, primes);
      return time;
    }
  }

  /** Takes a prime, and every so many of its multiples. */
  private boolean work(TupleClient client) throws Exception {
    Object[] task = client.in("sift", Integer.class, Integer.class);
    while ((Integer) task[1] != LAST) {
      int prime = (Integer) task[1];
      long first = (long) prime * (prime + (Integer) task[2]);
      for (long i = first; i < end; i += (long) prime * WORKERS) {
        client.inp("number", (int) i);
      }
      client.out("sifted", prime, task[2]);
      task = client.in("sift", Integer.class, Integer.class);
    }
    return true;
  }

  /** What is left must be the primes; some are looked for one by one. */
  private void check(TupleClient master, BitSet primes) throws Exception {
    int step = Math.max(1, end / 500);
    for (int i : IntStream.iterate(2, i -> i < end, i -> i + step).toArray()) {
      boolean isThere = master.rdp("number", i).isPresent();
      WrongResultException.check("that " + i + " is left", primes.get(i), isThere);
    }
  }

  /** Found without any space. */
  private static BitSet primes(int end) {
    BitSet primes = new BitSet(end);
    primes.set(2, end);
    for (int i = 2; (long) i * i < end; i++) {
      if (primes.get(i)) {
        for (long j = (long) i * i; j < end; j += i) {
          primes.clear((int) j);
        }
      }
    }
    return primes;
  }
}
