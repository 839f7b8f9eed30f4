package org.tuplespace;

import org.jspecify.annotations.Nullable;

/**
 * The call took effect, but fewer replicas than the client asks for have confirmed it in time: it
 * would be lost if the server were lost now. What was put is in the space and must not be put
 * again.
 */
public class NotReplicatedException extends TupleSpaceException {
  private static final long serialVersionUID = 1L;

  public NotReplicatedException(String message) {
    super(message);
  }

  public NotReplicatedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
