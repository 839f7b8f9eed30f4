package org.tuplespace;

import org.jspecify.annotations.Nullable;

/** The space was closed or dropped, before the call or while it was blocked. Nothing was taken. */
public class TupleSpaceClosedException extends TupleSpaceException {
  private static final long serialVersionUID = 1L;

  public TupleSpaceClosedException(String message) {
    super(message);
  }

  public TupleSpaceClosedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
