package org.tuplespace.examples.bench.system;

/** A system can't be started here, which is no fault of the run. */
public final class NotStartedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With the reason, such as "no ruby in the path". */
  public NotStartedException(String reason) {
    super(reason);
  }
}
