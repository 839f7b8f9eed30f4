package org.tuplespace;

import org.jspecify.annotations.Nullable;

/** The root of what a tuple space throws beside the JDK's exceptions for wrong arguments. */
public class TupleSpaceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TupleSpaceException(String message) {
    super(message);
  }

  public TupleSpaceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
