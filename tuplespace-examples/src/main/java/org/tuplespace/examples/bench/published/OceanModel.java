package org.tuplespace.examples.bench.published;

import java.util.Arrays;
import java.util.Locale;
import org.tuplespace.examples.bench.system.TupleClient;
import org.tuplespace.examples.bench.workload.Crew;
import org.tuplespace.examples.bench.workload.WrongResultException;

/**
 * A grid is cut into panels of rows, one for each worker; in each step a worker needs the border
 * rows of its neighbours, which it gets by tuples.
 */
final class OceanModel extends CaseStudy {

  private static final double DAMPING = 0.99;

  private final int size;
  private final int steps;
  private final int workers;
  private final double[] expected;

  OceanModel(Sizes sizes, int workers) {
    super(
        "P3.ocean." + workers,
        String.format(
            Locale.ROOT,
            "P3 ocean model, grid %d, %d steps, %d %s",
            sizes.grid(),
            sizes.steps(),
            workers,
            workers == 1 ? "worker" : "workers"));
    this.size = sizes.grid();
    this.steps = sizes.steps();
    this.workers = workers;
    expected = alone();
  }

  @Override
  double run(TupleClient master, TupleClient clients) throws Exception {
    try (Crew crew = new Crew()) {
      long start = System.nanoTime();
      for (int i = 0; i < workers; i++) {
        int panel = i;
        crew.start(() -> simulate(clients, panel));
      }
      double[] sums = new double[size];
      for (int i = 0; i < workers; i++) {
        Object[] result = master.in("panel", Integer.class, byte[].class);
        double[] rows = Numbers.doubles((byte[]) result[2]);
        System.arraycopy(rows, 0, sums, first((Integer) result[1]), rows.length);
      }
      double time = millis(start);
      crew.join();
      WrongResultException.check(
          "that the ocean is as computed alone", true, Arrays.equals(expected, sums));
      return time;
    }
  }

  private int first(int panel) {
    return (int) ((long) size * panel / workers);
  }

  private boolean simulate(TupleClient client, int panel) throws Exception {
    int from = first(panel);
    int to = first(panel + 1);
    double[][] rows = new double[to - from + 2][size]; // with a row of each neighbour
    for (int i = from; i < to; i++) {
      rows[i - from + 1] = initial(i);
    }
    for (int step = 0; step < steps; step++) {
      if (panel > 0) {
        client.out("border", step, panel, "up", Numbers.bytes(rows[1]));
      }
      if (panel < workers - 1) {
        client.out("border", step, panel, "down", Numbers.bytes(rows[to - from]));
      }
      if (panel > 0) {
        rows[0] = border(client, step, panel - 1, "down");
      }
      if (panel < workers - 1) {
        rows[to - from + 1] = border(client, step, panel + 1, "up");
      }
      rows = next(rows);
    }
    client.out("panel", panel, Numbers.bytes(sums(rows)));
    return true;
  }

  private static double[] border(TupleClient client, int step, int panel, String side)
      throws Exception {
    return Numbers.doubles((byte[]) client.in("border", step, panel, side, byte[].class)[4]);
  }

  private double[] initial(int i) {
    double[] row = new double[size];
    for (int j = 0; j < size; j++) {
      row[j] = Math.sin(i * 0.1) * Math.cos(j * 0.1);
    }
    return row;
  }

  /** Each cell becomes the damped mean of itself and its neighbours; around the grid is zero. */
  private double[][] next(double[][] rows) {
    double[][] next = new double[rows.length][size];
    for (int i = 1; i < rows.length - 1; i++) {
      for (int j = 0; j < size; j++) {
        double west = j == 0 ? 0 : rows[i][j - 1];
        double east = j == size - 1 ? 0 : rows[i][j + 1];
        next[i][j] = DAMPING * (rows[i][j] + rows[i - 1][j] + rows[i + 1][j] + west + east) / 5;
      }
    }
    return next;
  }

  /** Of each row but the first and the last. */
  private static double[] sums(double[][] rows) {
    return Arrays.stream(rows, 1, rows.length - 1).mapToDouble(OceanModel::sum).toArray();
  }

  private static double sum(double[] row) {
    double sum = 0;
    for (double value : row) {
      sum += value;
    }
    return sum;
  }

  /** The sums of the rows, computed without any space. */
  private double[] alone() {
    double[][] rows = new double[size + 2][size];
    for (int i = 0; i < size; i++) {
      rows[i + 1] = initial(i);
    }
    for (int step = 0; step < steps; step++) {
      rows = next(rows);
    }
    return sums(rows);
  }
}
