package org.tuplespace.redis.faults;

import java.util.Locale;

/** Where a worker can be caught. */
enum Point {
  BEFORE_TAKE,
  AFTER_TAKE,
  COMPUTING,
  AFTER_RESULT,
  /** The commit is on its way to the server. */
  COMMIT_SENT,
  /** The server has committed, and its reply is on its way. */
  COMMIT_ANSWERED,
  /** After the commit or, without a transaction, after all of it. */
  AT_THE_END,
  /** Anywhere. */
  ANY_TIME;

  /** Whether a worker says itself that it is there, and waits. */
  boolean isInWorker() {
    return this != COMMIT_SENT && this != COMMIT_ANSWERED && this != ANY_TIME;
  }

  boolean isOfCommit() {
    return this == COMMIT_SENT || this == COMMIT_ANSWERED;
  }

  /** Whether there is a transaction that has taken, and has not been committed. */
  boolean isUnderWay() {
    return this == AFTER_TAKE || this == COMPUTING || this == AFTER_RESULT;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
