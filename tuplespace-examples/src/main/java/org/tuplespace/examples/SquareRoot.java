package org.tuplespace.examples;

import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.TupleSpaces;

/** The smallest program: one side asks for a square root, another answers. */
final class SquareRoot {

  private SquareRoot() {}

  static void run(String url) throws InterruptedException {
    // README: begin
    try (TupleSpace space = TupleSpaces.connect(url, "hello")) {
      // Ask: put a tuple into the space. Any process that is connected can see it.
      space.out("sqrt", 2.0);

      // Answer, here or on another machine: take a question, and wait if there is none.
      Tuple question = space.in("sqrt", Double.class);
      double x = question.getDouble(1);
      space.out("root", x, Math.sqrt(x));

      // Take the answer to one's own question.
      Tuple answer = space.in("root", 2.0, Double.class);
      System.out.println("The square root of 2 is " + answer.getDouble(2));
    }
    // README: end
  }
}
