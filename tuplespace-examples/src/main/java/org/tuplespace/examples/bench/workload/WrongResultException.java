package org.tuplespace.examples.bench.workload;

/** A system gave another result than it must. */
public final class WrongResultException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what was found, and what must have been. */
  public WrongResultException(String message) {
    super(message);
  }

  /** Throws one unless both are equal. */
  public static void check(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new WrongResultException(what + " is " + found + " instead of " + expected);
    }
  }
}
