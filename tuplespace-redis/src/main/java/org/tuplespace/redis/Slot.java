package org.tuplespace.redis;

/**
 * A place of a session where one operation at a time runs, under a number that rises there. The
 * server keeps the reply of the last one, and a higher number that it answers acknowledges it.
 * Transactions have such places too, of their own. Guarded by its session.
 */
final class Slot {

  final int index;
  private long number;
  private long claim;
  private boolean free;

  Slot(int index) {
    this.index = index;
  }

  /** Begins the next operation here. */
  long next() {
    free = false;
    return ++number;
  }

  long number() {
    return number;
  }

  void free() {
    free = true;
  }

  boolean isFree() {
    return free;
  }

  /** The operation brought a claim to its caller, of which the server is still to be told. */
  void delivered() {
    claim = number;
  }

  /** The number of the claim that has arrived, and that the server may not know of; 0 if none. */
  long claim() {
    return claim;
  }

  /** The server knows that the claim of this number has arrived. */
  void acknowledged(long acknowledgedNumber) {
    if (claim == acknowledgedNumber) {
      claim = 0;
    }
  }
}
