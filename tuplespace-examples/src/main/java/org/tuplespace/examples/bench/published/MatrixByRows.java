package org.tuplespace.examples.bench.published;

import java.util.Arrays;
import org.tuplespace.examples.bench.system.TupleClient;
import org.tuplespace.examples.bench.workload.Crew;
import org.tuplespace.examples.bench.workload.WrongResultException;

/** Workers take a row of one matrix and read the other one row by row. */
final class MatrixByRows extends CaseStudy {

  private static final int WORKERS = 4;
  private static final int LAST = -1;

  private final Matrix a;
  private final Matrix b;

  MatrixByRows(Sizes sizes) {
    super(
        "P4.rows",
        "P4 matrix " + sizes.matrix() + "×" + sizes.matrix() + " by rows, " + WORKERS + " workers");
    a = Matrix.random(sizes.matrix(), 1);
    b = Matrix.random(sizes.matrix(), 2);
  }

  @Override
  double run(TupleClient master, TupleClient workers) throws Exception {
    int size = a.size();
    try (Crew crew = new Crew()) {
      for (int i = 0; i < WORKERS; i++) {
        crew.start(() -> work(workers, size));
      }
      long start = System.nanoTime();
      for (int i = 0; i < size; i++) {
        master.out("b", i, Numbers.bytes(b.rows()[i], 0, size));
      }
      for (int i = 0; i < size; i++) {
        master.out("row", i, Numbers.bytes(a.rows()[i], 0, size));
      }
      int[][] product = new int[size][];
      for (int i = 0; i < size; i++) {
        product[i] = Numbers.ints((byte[]) master.in("product", i, byte[].class)[2]);
      }
      double time = millis(start);
      for (int i = 0; i < WORKERS; i++) {
        master.out("row", LAST, new byte[0]);
      }
      crew.join();
      for (int i = 0; i < size; i++) {
        master.in("b", i, byte[].class);
      }
      WrongResultException.check(
          "that the product is right", true, Arrays.deepEquals(a.times(b), product));
      return time;
    }
  }

  private static boolean work(TupleClient client, int size) throws Exception {
    Object[] task = client.in("row", Integer.class, byte[].class);
    while ((Integer) task[1] != LAST) {
      int[] row = Numbers.ints((byte[]) task[2]);
      int[] product = new int[size];
      for (int k = 0; k < size; k++) {
        int[] other = Numbers.ints((byte[]) client.rd("b", k, byte[].class)[2]);
        for (int j = 0; j < size; j++) {
          product[j] += row[k] * other[j];
        }
      }
      client.out("product", task[1], Numbers.bytes(product, 0, size));
      task = client.in("row", Integer.class, byte[].class);
    }
    return true;
  }
}
