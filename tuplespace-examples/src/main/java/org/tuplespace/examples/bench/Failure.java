package org.tuplespace.examples.bench;

import org.tuplespace.examples.bench.system.NotStartedException;
import org.tuplespace.examples.bench.workload.WrongResultException;

/** What a cell says of an exception. */
final class Failure {

  /** How the text of a wrong result begins. */
  static final String WRONG = "wrong result: ";

  /** How that of a system begins that isn't there. */
  static final String NOT_STARTED = "not started: ";

  private static final int LONGEST = 100;

  private Failure() {}

  static String of(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
    if (thrown instanceof NotStartedException) {
      return NOT_STARTED + shortened(message);
    }
    String text =
        thrown instanceof WrongResultException
            ? WRONG + message
            : "fails: " + thrown.getClass().getSimpleName() + ": " + message;
    return shortened(text);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
  }
}
