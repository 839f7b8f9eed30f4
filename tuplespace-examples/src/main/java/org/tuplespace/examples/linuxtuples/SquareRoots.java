package org.tuplespace.examples.linuxtuples;

import org.tuplespace.LiveField;
import org.tuplespace.TupleSpace;
import org.tuplespace.examples.linda.LindaProgram;

/** A worker takes numbers and puts their roots; the client asks for three. */
public final class SquareRoots implements LindaProgram {

  /** Does so many; the result is how many those were. */
  record Worker(int tasks) implements LiveField<Integer> {
    @Override
    public Integer evaluate(TupleSpace space) throws InterruptedException {
      for (int i = 0; i < tasks; i++) {
        double x = space.in("sqrt", Double.class).getDouble(1);
        space.out("sqrt done", x, Math.sqrt(x));
      }
      return tasks;
    }
  }

  @Override
  public void run(TupleSpace space) throws InterruptedException {
    double[] numbers = {5.0, 6.0, 7.0};
    space.eval("worker done", new Worker(numbers.length));
    for (double x : numbers) {
      space.out("sqrt", x);
    }
    for (double x : numbers) {
      double root = space.in("sqrt done", x, Double.class).getDouble(2);
      if (Math.abs(root * root - x) > 1e-12) {
        throw new IllegalStateException(root + " is not the square root of " + x);
      }
      System.out.println("The square root of " + x + " is " + root + ".");
    }
    space.in("worker done", numbers.length);
  }
}
