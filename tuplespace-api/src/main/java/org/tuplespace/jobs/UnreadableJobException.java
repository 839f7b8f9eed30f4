package org.tuplespace.jobs;

import org.tuplespace.TupleCodecException;

/** A job can't be read here, since its class is missing or not allowed. */
final class UnreadableJobException extends TupleCodecException {
  private static final long serialVersionUID = 1L;

  private final String className;

  UnreadableJobException(String className, TupleCodecException cause) {
    super(String.valueOf(cause.getMessage()), cause);
    this.className = className;
  }

  String className() {
    return className;
  }
}
