package org.tuplespace.examples.linda;

import org.tuplespace.LiveField;
import org.tuplespace.Match;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/**
 * Dining philosophers: each needs the forks on both sides to eat. Only four of the five may be in
 * the room at a time, so that one of them can always eat, and nobody starves for ever.
 */
public final class DiningPhilosophers implements LindaProgram {

  private static final int PHILOSOPHERS = 5;
  private static final int MEALS = 3;

  /** Eats, and ends full; the result is the number of meals. */
  record Philosopher(int seat) implements LiveField<Integer> {
    @Override
    public Integer evaluate(TupleSpace space) throws InterruptedException {
      int left = seat;
      int right = (seat + 1) % PHILOSOPHERS;
      int meals = 0;
      while (meals < MEALS) {
        space.in("room ticket");
        space.in("fork", left);
        space.in("fork", right);
        meals++;
        space.out("eats", seat, meals);
        space.out("fork", left);
        space.out("fork", right);
        space.out("room ticket");
      }
      return meals;
    }
  }

  @Override
  public void run(TupleSpace space) throws InterruptedException {
    for (int seat = 0; seat < PHILOSOPHERS; seat++) {
      space.out("fork", seat);
      space.eval("is full", seat, new Philosopher(seat));
    }
    for (int i = 1; i < PHILOSOPHERS; i++) {
      space.out("room ticket");
    }

    for (int i = 0; i < PHILOSOPHERS * MEALS; i++) {
      Tuple eats = space.in("eats", Integer.class, Integer.class);
      System.out.println("Philosopher " + eats.getInt(1) + " eats meal " + eats.getInt(2) + ".");
    }
    for (int seat = 0; seat < PHILOSOPHERS; seat++) {
      space.in("is full", seat, MEALS);
    }
    if (space.count("fork", Match.any()) != PHILOSOPHERS) {
      throw new IllegalStateException("somebody took a fork home");
    }
    System.out.println("All are full, and all forks are on the table.");
  }
}
