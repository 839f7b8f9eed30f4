package org.tuplespace.examples.farm;

/** A run that can't go on; the message is for its user. */
public final class FarmException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message of one line. */
  public FarmException(String message) {
    super(message);
  }
}
