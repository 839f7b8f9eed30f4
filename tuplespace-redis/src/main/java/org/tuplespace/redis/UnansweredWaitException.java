package org.tuplespace.redis;

import org.redisson.client.RedisException;
import org.redisson.client.RedisNoScriptException;

/** The script was run, but how many copies there are of what it did was not told. */
final class UnansweredWaitException extends RedisException {
  private static final long serialVersionUID = 1L;

  UnansweredWaitException(Throwable cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }

  /** Whether the server does not know the script that goes before the wait. */
  boolean lacksBarrier() {
    return getCause() instanceof RedisNoScriptException;
  }
}
