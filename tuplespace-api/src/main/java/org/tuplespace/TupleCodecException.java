package org.tuplespace;

import org.jspecify.annotations.Nullable;

/**
 * A field can't be written or read; the message names the class and the remedy. A stored tuple
 * stays in its space.
 */
public class TupleCodecException extends TupleSpaceException {
  private static final long serialVersionUID = 1L;

  public TupleCodecException(String message) {
    super(message);
  }

  public TupleCodecException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
