package org.tuplespace.examples.linda;

import org.tuplespace.LiveField;
import org.tuplespace.Match;
import org.tuplespace.TupleSpace;

/** A barrier: nobody begins the next round before all have ended this one. */
public final class Barrier implements LindaProgram {

  private static final int PROCESSES = 5;
  private static final int ROUNDS = 4;

  /** Waits at the barrier of a round until all have come there. */
  private static void await(TupleSpace space, int round) throws InterruptedException {
    int missing = space.in("barrier", round, Integer.class).getInt(2);
    space.out("barrier", round, missing - 1);
    space.rd("barrier", round, 0);
  }

  /** Goes through the rounds; the result is in how many all others had come along. */
  record Runner(int number) implements LiveField<Integer> {
    @Override
    public Integer evaluate(TupleSpace space) throws InterruptedException {
      int together = 0;
      for (int round = 1; round <= ROUNDS; round++) {
        space.out("ended", round, number);
        await(space, round);
        together += space.count("ended", round, Match.any()) == PROCESSES ? 1 : 0;
      }
      return together;
    }
  }

  @Override
  public void run(TupleSpace space) throws InterruptedException {
    for (int round = 1; round <= ROUNDS; round++) {
      space.out("barrier", round, PROCESSES);
    }
    for (int i = 1; i <= PROCESSES; i++) {
      space.eval("runner", i, new Runner(i));
    }

    for (int i = 1; i <= PROCESSES; i++) {
      int together = space.in("runner", i, Integer.class).getInt(2);
      if (together != ROUNDS) {
        throw new IllegalStateException("runner " + i + " ran ahead");
      }
      System.out.println("Runner " + i + " went through " + ROUNDS + " rounds with all others.");
    }
  }
}
