package org.tuplespace.redis.faults;

/** What a call does, as ledgers name it. */
enum Verb {
  /** Puts the operand. */
  OUT,
  /** {@code in} or {@code inp}: takes what matches the operand. */
  TAKE,
  /** {@code rd} or {@code rdp}. */
  READ,
  COUNT,
  /** Commits the transaction that the line names. */
  COMMIT,
  /** Aborts or releases it. */
  ABORT
}
