package org.tuplespace.examples.linda;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.tuplespace.LiveField;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/**
 * Matrix multiplication by agenda parallelism: the rows to be computed are an agenda, from which
 * workers take one after the other.
 */
public final class MatrixProduct implements LindaProgram {

  private static final int SIZE = 60;
  private static final int WORKERS = 4;
  private static final int NO_MORE = -1;

  /** Takes rows from the agenda until there are no more; the result is how many they were. */
  record Worker() implements LiveField<Integer> {
    @Override
    public Integer evaluate(TupleSpace space) throws InterruptedException {
      List<?> columns = space.rd("columns of b", List.class).getList(1);
      int done = 0;
      int i = space.in("agenda", Integer.class).getInt(1);
      while (i != NO_MORE) {
        List<?> row = space.in("a", i, List.class).getList(2);
        space.out(
            "product", i, columns.stream().map(column -> dot(row, (List<?>) column)).toList());
        done++;
        i = space.in("agenda", Integer.class).getInt(1);
      }
      space.out("agenda", NO_MORE); // for the next worker
      return done;
    }
  }

  private static int dot(List<?> x, List<?> y) {
    return IntStream.range(0, x.size()).map(i -> (Integer) x.get(i) * (Integer) y.get(i)).sum();
  }

  @Override
  public void run(TupleSpace space) throws InterruptedException {
    Random random = new Random(1);
    List<List<Integer>> rows = matrix(random);
    List<List<Integer>> columns = matrix(random);

    space.out("columns of b", columns);
    for (int i = 0; i < SIZE; i++) {
      space.out("a", i, rows.get(i));
      space.out("agenda", i);
    }
    for (int w = 0; w < WORKERS; w++) {
      space.eval("worker", w, new Worker());
    }

    for (int i = 0; i < SIZE; i++) {
      List<?> row = space.in("product", i, List.class).getList(2);
      for (int j = 0; j < SIZE; j++) {
        if (!row.get(j).equals(dot(rows.get(i), columns.get(j)))) {
          throw new IllegalStateException("element " + i + ", " + j + " is " + row.get(j));
        }
      }
    }
    space.out("agenda", NO_MORE);
    System.out.println("The product of two matrices of " + SIZE + " x " + SIZE + " is right.");
    for (int w = 0; w < WORKERS; w++) {
      Tuple worker = space.in("worker", w, Integer.class);
      System.out.println("Worker " + w + " computed " + worker.getInt(2) + " of its rows.");
    }
  }

  private static List<List<Integer>> matrix(Random random) {
    List<List<Integer>> lines = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      lines.add(random.ints(SIZE, -100, 100).boxed().toList());
    }
    return lines;
  }
}
