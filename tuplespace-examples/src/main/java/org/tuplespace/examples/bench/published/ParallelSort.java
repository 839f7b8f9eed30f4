package org.tuplespace.examples.bench.published;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.tuplespace.examples.bench.system.TupleClient;
import org.tuplespace.examples.bench.workload.Crew;
import org.tuplespace.examples.bench.workload.WrongResultException;

/**
 * Quicksort by workers: a part that is too large is split, and its halves go back into the space; a
 * small one is sorted, and goes to the master.
 */
final class ParallelSort extends CaseStudy {

  private static final int WORKERS = 4;

  /** The share of all numbers below which a part is not split. */
  private static final double THRESHOLD = 0.005;

  private static final int LAST = -1;

  private final int[] numbers;
  private final int[] sorted;
  private final int threshold;

  ParallelSort(Sizes sizes) {
    super(
        "P2.sort",
        String.format(
            Locale.ROOT,
            "P2 sorting, %,d numbers, threshold 0.5 %%, %d workers",
            sizes.sorted(),
            WORKERS));
    numbers = new Random(1).ints(sizes.sorted()).toArray();
    sorted = numbers.clone();
    Arrays.sort(sorted);
    threshold = Math.max(1, (int) (sizes.sorted() * THRESHOLD));
  }

  @Override
  double run(TupleClient master, TupleClient workers) throws Exception {
    try (Crew crew = new Crew()) {
      for (int i = 0; i < WORKERS; i++) {
        crew.start(() -> work(workers));
      }
      long start = System.nanoTime();
      master.out("sort", 0, Numbers.bytes(numbers, 0, numbers.length));
      int[] result = new int[numbers.length];
      for (int done = 0; done < result.length; ) {
        Object[] part = master.in("sorted", Integer.class, byte[].class);
        int[] values = Numbers.ints((byte[]) part[2]);
        System.arraycopy(values, 0, result, (Integer) part[1], values.length);
        done += values.length;
      }
      double time = millis(start);
      for (int i = 0; i < WORKERS; i++) {
        master.out("sort", LAST, new byte[0]);
      }
      crew.join();
      WrongResultException.check("that all is sorted", true, Arrays.equals(sorted, result));
      return time;
    }
  }

  private boolean work(TupleClient client) throws Exception {
    while (true) {
      Object[] task = client.in("sort", Integer.class, byte[].class);
      int offset = (Integer) task[1];
      if (offset == LAST) {
        return true;
      }
      int[] part = Numbers.ints((byte[]) task[2]);
      if (part.length <= threshold) {
        Arrays.sort(part);
        client.out("sorted", offset, Numbers.bytes(part, 0, part.length));
      } else {
        split(client, offset, part);
      }
    }
  }

  /** The numbers that equal the pivot are in their places. */
  private static void split(TupleClient client, int offset, int[] part) throws Exception {
    int pivot = median(part[0], part[part.length / 2], part[part.length - 1]);
    int less = 0;
    int next = 0;
    int more = part.length;
    while (next < more) {
      int value = part[next];
      if (value < pivot) {
        part[next++] = part[less];
        part[less++] = value;
      } else if (value > pivot) {
        part[next] = part[--more];
        part[more] = value;
      } else {
        next++;
      }
    }
    if (less > 0) {
      client.out("sort", offset, Numbers.bytes(part, 0, less));
    }
    if (more < part.length) {
      client.out("sort", offset + more, Numbers.bytes(part, more, part.length));
    }
    client.out("sorted", offset + less, Numbers.bytes(part, less, more));
  }

  private static int median(int a, int b, int c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
