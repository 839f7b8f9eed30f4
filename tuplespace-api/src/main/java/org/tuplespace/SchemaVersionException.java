package org.tuplespace;

import org.jspecify.annotations.Nullable;

/**
 * The space was written by a client of another version of the key schema; the message names both.
 */
public class SchemaVersionException extends TupleSpaceException {
  private static final long serialVersionUID = 1L;

  public SchemaVersionException(String message) {
    super(message);
  }

  public SchemaVersionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
