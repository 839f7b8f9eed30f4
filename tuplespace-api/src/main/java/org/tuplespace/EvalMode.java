package org.tuplespace;

/** Who evaluates what a client gives to {@link TupleSpace#eval}. */
public enum EvalMode {

  /** This client alone, and no live tuple is put into the space. */
  HERE,

  /**
   * This client, and any {@link org.tuplespace.eval.EvalWorker}: while there are none, this client
   * starts each at once in a thread of its own; else as many as it has processors, and the rest if
   * the workers are gone, or if its own wait for something.
   */
  SHARED,

  /** The workers alone, but for what only this client has, such as lambdas. */
  WORKERS
}
