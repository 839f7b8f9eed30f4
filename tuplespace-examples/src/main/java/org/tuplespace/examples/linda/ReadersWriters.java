package org.tuplespace.examples.linda;

import org.tuplespace.LiveField;
import org.tuplespace.TupleSpace;

/**
 * Readers and writers, in the order in which they came: readers share the data, a writer has them
 * alone. The data are two accounts; writers move money between them, so that a reader in between
 * would see a wrong sum.
 */
public final class ReadersWriters implements LindaProgram {

  private static final int READERS = 6;
  private static final int WRITERS = 3;
  private static final int TIMES = 5;
  private static final int SUM = 100;

  /** Counts up, and tells the number before. */
  private static int increment(TupleSpace space, String counter) throws InterruptedException {
    int number = space.in(counter, Integer.class).getInt(1);
    space.out(counter, number + 1);
    return number;
  }

  private static void decrement(TupleSpace space, String counter) throws InterruptedException {
    space.out(counter, space.in(counter, Integer.class).getInt(1) - 1);
  }

  /** Reads again and again; the result is how often the sum was right. */
  record Reader() implements LiveField<Integer> {
    @Override
    public Integer evaluate(TupleSpace space) throws InterruptedException {
      int right = 0;
      for (int i = 0; i < TIMES; i++) {
        space.rd("head of the queue", increment(space, "end of the queue"));
        space.rd("active writers", 0);
        increment(space, "active readers");
        increment(space, "head of the queue");

        int a = space.rd("account a", Integer.class).getInt(1);
        int b = space.rd("account b", Integer.class).getInt(1);
        right += a + b == SUM ? 1 : 0;

        decrement(space, "active readers");
      }
      return right;
    }
  }

  /** Moves money again and again; the result is how often. */
  record Writer(int amount) implements LiveField<Integer> {
    @Override
    public Integer evaluate(TupleSpace space) throws InterruptedException {
      for (int i = 0; i < TIMES; i++) {
        space.rd("head of the queue", increment(space, "end of the queue"));
        space.rd("active writers", 0);
        space.rd("active readers", 0);
        increment(space, "active writers");
        increment(space, "head of the queue");

        int a = space.in("account a", Integer.class).getInt(1);
        space.out("account a", a - amount);
        int b = space.in("account b", Integer.class).getInt(1);
        space.out("account b", b + amount);

        decrement(space, "active writers");
      }
      return TIMES;
    }
  }

  @Override
  public void run(TupleSpace space) throws InterruptedException {
    for (String counter :
        new String[] {
          "head of the queue", "end of the queue", "active readers", "active writers"
        }) {
      space.out(counter, 0);
    }
    space.out("account a", SUM);
    space.out("account b", 0);
    for (int i = 0; i < READERS; i++) {
      space.eval("reader", i, new Reader());
    }
    for (int i = 0; i < WRITERS; i++) {
      space.eval("writer", i, new Writer(i + 1));
    }

    for (int i = 0; i < WRITERS; i++) {
      space.in("writer", i, TIMES);
    }
    int right = 0;
    for (int i = 0; i < READERS; i++) {
      right += space.in("reader", i, Integer.class).getInt(2);
    }
    int b = space.rd("account b", Integer.class).getInt(1);
    int moved = TIMES * WRITERS * (WRITERS + 1) / 2;
    if (right != READERS * TIMES || b != moved) {
      throw new IllegalStateException(right + " sums were right, and " + b + " was moved");
    }
    System.out.println(
        WRITERS * TIMES + " writes moved " + moved + " of " + SUM + " to the other account.");
    System.out.println(READERS * TIMES + " reads all saw a sum of " + SUM + ".");
  }
}
