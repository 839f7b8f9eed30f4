package org.tuplespace;

import org.jspecify.annotations.Nullable;

/** A call under a transaction that has ended, or ends. It changed nothing. */
public class TransactionEndedException extends TupleSpaceException {
  private static final long serialVersionUID = 1L;

  private final Transaction.State state;

  public TransactionEndedException(String message, Transaction.State state) {
    this(message, state, null);
  }

  public TransactionEndedException(
      String message, Transaction.State state, @Nullable Throwable cause) {
    super(message, cause);
    this.state = state;
  }

  /** How it ended. */
  public Transaction.State state() {
    return state;
  }
}
