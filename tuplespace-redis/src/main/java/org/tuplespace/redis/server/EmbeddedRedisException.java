package org.tuplespace.redis.server;

import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpaceException;

/** An embedded server could not be found, started or stopped; the message says which and why. */
public class EmbeddedRedisException extends TupleSpaceException {
  private static final long serialVersionUID = 1L;

  public EmbeddedRedisException(String message) {
    super(message);
  }

  public EmbeddedRedisException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
