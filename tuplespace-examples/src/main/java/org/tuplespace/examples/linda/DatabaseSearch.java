package org.tuplespace.examples.linda;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tuplespace.LiveField;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/**
 * Database search: which DNA sequence is most like a given one? A manager hands out the sequences
 * and keeps the best score. It hands out only so many ahead, so that a database of any size goes
 * through a space that is small.
 */
public final class DatabaseSearch implements LindaProgram {

  private static final int SEQUENCES = 200;
  private static final int LENGTH = 120;
  private static final int AHEAD = 20;
  private static final int WORKERS = 4;
  private static final int NO_MORE = -1;

  /** Compares sequences until there are no more; the result is how many they were. */
  record Worker(String target) implements LiveField<Integer> {
    @Override
    public Integer evaluate(TupleSpace space) throws InterruptedException {
      int done = 0;
      Tuple task = space.in("sequence", Integer.class, String.class);
      while (task.getInt(1) != NO_MORE) {
        space.out("score", task.getInt(1), similarity(target, task.getString(2)));
        done++;
        task = space.in("sequence", Integer.class, String.class);
      }
      space.out(task); // for the next worker
      return done;
    }
  }

  /**
   * The score of the best local alignment: 2 for a letter that agrees, -1 for one that does not or
   * has no counterpart (T. F. Smith and M. S. Waterman, "Identification of common molecular
   * subsequences", Journal of Molecular Biology 147, 1981).
   */
  static int similarity(String x, String y) {
    int best = 0;
    int[] above = new int[y.length() + 1];
    for (int i = 1; i <= x.length(); i++) {
      int[] line = new int[y.length() + 1];
      for (int j = 1; j <= y.length(); j++) {
        int aligned = above[j - 1] + (x.charAt(i - 1) == y.charAt(j - 1) ? 2 : -1);
        line[j] = Math.max(Math.max(aligned, 0), Math.max(above[j], line[j - 1]) - 1);
        best = Math.max(best, line[j]);
      }
      above = line;
    }
    return best;
  }

  @Override
  public void run(TupleSpace space) throws InterruptedException {
    Random random = new Random(1);
    List<String> database = new ArrayList<>();
    for (int i = 0; i < SEQUENCES; i++) {
      database.add(sequence(random));
    }
    String target = mutated(database.get(random.nextInt(SEQUENCES)), random);
    for (int w = 0; w < WORKERS; w++) {
      space.eval("worker", w, new Worker(target));
    }

    int best = -1;
    int bestScore = -1;
    for (int i = 0; i < SEQUENCES + AHEAD; i++) {
      if (i < SEQUENCES) {
        space.out("sequence", i, database.get(i));
      }
      if (i >= AHEAD) {
        Tuple score = space.in("score", Integer.class, Integer.class);
        if (score.getInt(2) > bestScore) {
          best = score.getInt(1);
          bestScore = score.getInt(2);
        }
      }
    }
    space.out("sequence", NO_MORE, "");
    for (int w = 0; w < WORKERS; w++) {
      Tuple worker = space.in("worker", w, Integer.class);
      System.out.println("Worker " + w + " compared " + worker.getInt(2) + " sequences.");
    }

    for (String other : database) {
      if (similarity(target, other) > bestScore) {
        throw new IllegalStateException("sequence " + best + " is not the best");
      }
    }
    System.out.println("Looked for      " + target);
    System.out.println("Most similar is " + database.get(best));
    System.out.println("which is sequence " + best + ", with a score of " + bestScore + ".");
  }

  private static String sequence(Random random) {
    StringBuilder letters = new StringBuilder();
    random.ints(LENGTH, 0, 4).forEach(letter -> letters.append("ACGT".charAt(letter)));
    return letters.toString();
  }

  private static String mutated(String sequence, Random random) {
    StringBuilder letters = new StringBuilder(sequence);
    for (int i = 0; i < LENGTH / 6; i++) {
      letters.setCharAt(random.nextInt(LENGTH), "ACGT".charAt(random.nextInt(4)));
    }
    return letters.toString();
  }
}
