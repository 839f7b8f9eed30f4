package org.tuplespace.examples.linda;

import org.tuplespace.TupleSpace;

/** A program on a space that is empty when it begins. */
@FunctionalInterface
public interface LindaProgram {

  /**
   * Runs to its end, and prints what it found.
   *
   * @throws IllegalStateException if an answer is wrong
   */
  void run(TupleSpace space) throws Exception;
}
