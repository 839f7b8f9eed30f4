package org.tuplespace.examples.bench;

import org.tuplespace.examples.bench.workload.WrongResultException;

/** What a cell says of an exception. */
final class Failure {

  /** How the text of a wrong result begins. */
  static final String WRONG = "wrong result: ";

  private static final int LONGEST = 100;

  private Failure() {}

  static String of(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
    String text =
        thrown instanceof WrongResultException
            ? WRONG + message
            : "fails: " + thrown.getClass().getSimpleName() + ": " + message;
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
  }
}
