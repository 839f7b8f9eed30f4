package org.tuplespace.examples.bench.published;

import java.util.List;

/**
 * How large the case studies are.
 *
 * @param passwords how many are in the database
 * @param searches how many of them are looked for
 * @param sorted how many numbers are sorted
 * @param grid how many cells the ocean has along each side
 * @param steps for how many steps it is simulated
 * @param oceanWorkers by how many workers
 * @param matrix how many rows and columns a matrix has
 * @param sieve how many numbers are sieved
 * @param noise how many tuples are among them
 * @param barrier how many threads meet
 * @param meetings how often
 */
public record Sizes(
    int passwords,
    int searches,
    int sorted,
    int grid,
    int steps,
    List<Integer> oceanWorkers,
    int matrix,
    int sieve,
    int noise,
    int barrier,
    int meetings) {

  /** For tests. */
  public static final Sizes TINY =
      new Sizes(200, 10, 3_000, 24, 3, List.of(1, 4), 10, 100, 200, 4, 5);

  /** For a look. */
  public static final Sizes QUICK =
      new Sizes(5_000, 100, 100_000, 200, 5, List.of(5), 20, 2_000, 4_000, 10, 20);

  /** Those of the paper, where it gives them. */
  public static final Sizes FULL =
      new Sizes(
          100_000, 100, 1_000_000, 600, 20, List.of(1, 5, 10, 15), 50, 500_000, 1_000_000, 10, 100);
}
