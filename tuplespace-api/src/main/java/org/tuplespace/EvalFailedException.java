package org.tuplespace;

import org.jspecify.annotations.Nullable;

/** Another process evaluated a tuple in vain; the message is what the field threw there. */
public class EvalFailedException extends TupleSpaceException {
  private static final long serialVersionUID = 1L;

  public EvalFailedException(String message) {
    super(message);
  }

  public EvalFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
