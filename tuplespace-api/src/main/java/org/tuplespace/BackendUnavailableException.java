package org.tuplespace;

import org.jspecify.annotations.Nullable;

/** The server can't be reached; the message names host and port. The call did not take effect. */
public class BackendUnavailableException extends TupleSpaceException {
  private static final long serialVersionUID = 1L;

  public BackendUnavailableException(String message) {
    super(message);
  }

  public BackendUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
