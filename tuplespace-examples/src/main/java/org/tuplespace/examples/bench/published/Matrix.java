package org.tuplespace.examples.bench.published;

import java.util.Random;

/** A square matrix of whole numbers. */
record Matrix(int[][] rows) {

  static Matrix random(int size, int seed) {
    Random random = new Random(seed);
    int[][] rows = new int[size][];
    for (int i = 0; i < size; i++) {
      rows[i] = random.ints(size, -100, 100).toArray();
    }
    return new Matrix(rows);
  }

  int size() {
    return rows.length;
  }

  /** The cells of a square part, row by row. */
  int[] block(int row, int column, int side) {
    int[] block = new int[side * side];
    for (int i = 0; i < side; i++) {
      System.arraycopy(rows[row + i], column, block, i * side, side);
    }
    return block;
  }

  int[][] times(Matrix other) {
    int[][] product = new int[size()][size()];
    for (int i = 0; i < size(); i++) {
      for (int k = 0; k < size(); k++) {
        for (int j = 0; j < size(); j++) {
          product[i][j] += rows[i][k] * other.rows[k][j];
        }
      }
    }
    return product;
  }
}
