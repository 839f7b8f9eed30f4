package org.tuplespace;

/** A call under a transaction that has ended, or ends. It changed nothing. */
public class TransactionEndedException extends TupleSpaceException {
  private static final long serialVersionUID = 1L;

  private final Transaction.State state;

  public TransactionEndedException(String message, Transaction.State state) {
    super(message);
    this.state = state;
  }

  /** How it ended. */
  public Transaction.State state() {
    return state;
  }
}
