package org.tuplespace;

import org.jspecify.annotations.Nullable;

/**
 * The server is out of memory and refused to store more; the space is unchanged. Taking tuples
 * still works.
 */
public class SpaceFullException extends TupleSpaceException {
  private static final long serialVersionUID = 1L;

  public SpaceFullException(String message) {
    super(message);
  }

  public SpaceFullException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
