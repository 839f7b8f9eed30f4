package org.tuplespace.examples.bench.published;

import java.util.Arrays;
import org.tuplespace.examples.bench.system.TupleClient;
import org.tuplespace.examples.bench.workload.Crew;
import org.tuplespace.examples.bench.workload.WrongResultException;

/** Workers compute a block of the product each, and read the blocks of both matrices for it. */
final class MatrixByBlocks extends CaseStudy {

  private static final int WORKERS = 4;

  /** How many blocks there are along each side. */
  private static final int BLOCKS = 5;

  private static final int LAST = -1;

  private final Matrix a;
  private final Matrix b;
  private final int side;

  MatrixByBlocks(Sizes sizes) {
    super(
        "P4.blocks",
        "P4 matrix "
            + sizes.matrix()
            + "×"
            + sizes.matrix()
            + " by "
            + BLOCKS * BLOCKS
            + " blocks, "
            + WORKERS
            + " workers");
    a = Matrix.random(sizes.matrix(), 1);
    b = Matrix.random(sizes.matrix(), 2);
    side = sizes.matrix() / BLOCKS;
  }

  @Override
  double run(TupleClient master, TupleClient workers) throws Exception {
    try (Crew crew = new Crew()) {
      for (int i = 0; i < WORKERS; i++) {
        crew.start(() -> work(workers));
      }
      Matrix expected = new Matrix(a.times(b));
      long start = System.nanoTime();
      for (int i = 0; i < BLOCKS; i++) {
        for (int j = 0; j < BLOCKS; j++) {
          master.out("a", i, j, bytes(a, i, j));
          master.out("b", i, j, bytes(b, i, j));
        }
      }
      for (int i = 0; i < BLOCKS; i++) {
        for (int j = 0; j < BLOCKS; j++) {
          master.out("block", i, j);
        }
      }
      boolean isRight = true;
      for (int i = 0; i < BLOCKS; i++) {
        for (int j = 0; j < BLOCKS; j++) {
          byte[] block = (byte[]) master.in("product", i, j, byte[].class)[3];
          isRight &= Arrays.equals(block, bytes(expected, i, j));
        }
      }
      double time = millis(start);
      for (int i = 0; i < WORKERS; i++) {
        master.out("block", LAST, LAST);
      }
      crew.join();
      for (int i = 0; i < BLOCKS; i++) {
        for (int j = 0; j < BLOCKS; j++) {
          master.in("a", i, j, byte[].class);
          master.in("b", i, j, byte[].class);
        }
      }
      WrongResultException.check("that the product is right", true, isRight);
      return time;
    }
  }

  private byte[] bytes(Matrix matrix, int i, int j) {
    return Numbers.bytes(matrix.block(i * side, j * side, side), 0, side * side);
  }

  private boolean work(TupleClient client) throws Exception {
    Object[] task = client.in("block", Integer.class, Integer.class);
    while ((Integer) task[1] != LAST) {
      int[] product = new int[side * side];
      for (int k = 0; k < BLOCKS; k++) {
        int[] one = Numbers.ints((byte[]) client.rd("a", task[1], k, byte[].class)[3]);
        int[] other = Numbers.ints((byte[]) client.rd("b", k, task[2], byte[].class)[3]);
        add(product, one, other);
      }
      client.out("product", task[1], task[2], Numbers.bytes(product, 0, product.length));
      task = client.in("block", Integer.class, Integer.class);
    }
    return true;
  }

  /** Adds the product of two blocks. */
  private void add(int[] product, int[] one, int[] other) {
    for (int i = 0; i < side; i++) {
      for (int k = 0; k < side; k++) {
        for (int j = 0; j < side; j++) {
          product[i * side + j] += one[i * side + k] * other[k * side + j];
        }
      }
    }
  }
}
