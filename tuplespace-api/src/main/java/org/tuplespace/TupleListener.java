package org.tuplespace;

/**
 * Told of what happens in a space; see {@link TupleSpace#watch}.
 *
 * <p>Calls come one at a time, in the order of the events, on a thread of the space; a listener
 * that is slow delays the next event, and one that throws is logged and called again for the next.
 * It may call the space, but must not block for long.
 */
public interface TupleListener {

  /** A matching tuple can be seen: it was put, its delay is over, or it was put back. */
  default void onOut(Tuple tuple) {}

  /** A matching tuple is gone: it was taken or replaced, or its time to live is over. */
  default void onRemoved(Tuple tuple) {}

  /**
   * Events were missed here, for instance because the connection was lost.
   *
   * @param missed how many events of the space, matching or not, are missing at least
   */
  default void onGap(long missed) {}
}
