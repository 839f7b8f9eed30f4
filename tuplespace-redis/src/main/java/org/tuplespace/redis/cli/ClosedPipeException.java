package org.tuplespace.redis.cli;

import java.io.IOException;

/** Standard output takes no more: whoever read it has gone, or the disk is full. */
final class ClosedPipeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ClosedPipeException(IOException cause) {
    super(cause.getMessage(), cause);
  }

  /** Whether the reader has gone, which is no mistake of anybody's. */
  boolean isReaderGone() {
    String message = getMessage();
    return message != null && (message.contains("Broken pipe") || message.contains("closed"));
  }
}
