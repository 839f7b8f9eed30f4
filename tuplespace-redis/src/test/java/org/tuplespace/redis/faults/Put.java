package org.tuplespace.redis.faults;

import org.tuplespace.redis.faults.Operation.Outcome;

/**
 * How a tuple came into the space.
 *
 * @param out the call that had it as its operand
 * @param begin when it was in the space at the earliest
 * @param end when it was there for certain, if it was put
 * @param outcome whether it was put
 */
record Put(Operation out, long begin, long end, Outcome outcome) {

  /** Whether the take was under the transaction that put this, which may never have shown it. */
  boolean isUnderSame(Operation take) {
    return !take.isPlain() && take.transaction().equals(out.transaction());
  }
}
