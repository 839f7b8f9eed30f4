package org.tuplespace;

import org.jspecify.annotations.Nullable;

/**
 * The server fell silent, and it stayed unknown past the operation timeout whether the call took
 * effect.
 */
public class OutcomeUnknownException extends TupleSpaceException {
  private static final long serialVersionUID = 1L;

  public OutcomeUnknownException(String message) {
    super(message);
  }

  public OutcomeUnknownException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
