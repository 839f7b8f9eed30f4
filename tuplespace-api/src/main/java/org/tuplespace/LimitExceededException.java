package org.tuplespace;

import org.jspecify.annotations.Nullable;

/**
 * One atomic call would touch more tuples or bytes than the server may be held for; nothing was
 * changed.
 */
public class LimitExceededException extends TupleSpaceException {
  private static final long serialVersionUID = 1L;

  public LimitExceededException(String message) {
    super(message);
  }

  public LimitExceededException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
