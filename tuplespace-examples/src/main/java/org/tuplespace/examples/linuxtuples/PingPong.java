package org.tuplespace.examples.linuxtuples;

import org.tuplespace.LiveField;
import org.tuplespace.TupleSpace;
import org.tuplespace.examples.linda.LindaProgram;

/** How long a round trip takes: two processes hand a number to each other. */
public final class PingPong implements LindaProgram {

  private static final int ROUNDS = 1000;

  /** Answers each number; the result is the last one. */
  record Pong(int rounds) implements LiveField<Integer> {
    @Override
    public Integer evaluate(TupleSpace space) throws InterruptedException {
      int n = -1;
      for (int i = 0; i < rounds; i++) {
        n = space.in("ping", Integer.class).getInt(1);
        space.out("pong", n);
      }
      return n;
    }
  }

  @Override
  public void run(TupleSpace space) throws InterruptedException {
    space.eval("pong ended", new Pong(ROUNDS));
    long started = System.nanoTime();
    for (int n = 0; n < ROUNDS; n++) {
      space.out("ping", n);
      int answer = space.in("pong", Integer.class).getInt(1);
      if (answer != n) {
        throw new IllegalStateException("the answer to " + n + " was " + answer);
      }
    }
    long micros = (System.nanoTime() - started) / 1000 / ROUNDS;
    space.in("pong ended", ROUNDS - 1);
    System.out.println(ROUNDS + " round trips, each in " + micros + " µs on average.");
  }
}
