package org.tuplespace.redis.diagnosis;

/** Looks at one thing. */
interface Check {

  /** What it looks at, in a word or two. */
  String name();

  /**
   * Looks at it.
   *
   * @throws CommandRefusedException if the server refuses to tell
   */
  Finding examine(Examination examination);
}
