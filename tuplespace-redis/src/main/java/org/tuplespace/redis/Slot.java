package org.tuplespace.redis;

import org.jspecify.annotations.Nullable;

/**
 * A place of a session where one operation at a time runs, under a number that rises there. The
 * server keeps the reply of the last one, and a higher number acknowledges it. Guarded by its
 * session.
 */
final class Slot {

  final int index;
  private long number;
  private boolean claims;
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

  /** The operation has ended; if it claims, the server is still to be told that it arrived. */
  void end(boolean isClaim) {
    free = true;
    claims = isClaim;
  }

  /** The number whose claim is to be acknowledged; null if there is none, or the next operation will. */
  @Nullable Long unacknowledged() {
    return free && claims ? (Long) number : null;
  }

  void acknowledged(long acknowledgedNumber) {
    if (number == acknowledgedNumber) {
      claims = false;
    }
  }
}
