package org.tuplespace.redis.cli;

/** What the commands tell the shell. */
final class ExitStatus {

  static final int DONE = 0;

  /** Nothing matched, or not in time. */
  static final int NOTHING = 1;

  static final int USAGE = 2;
  static final int NO_SERVER = 3;

  /** The server, or the space, said no. */
  static final int REFUSED = 4;

  /** As sysexits.h has it for what is the program's own fault. */
  static final int FAULT = 70;

  static final int INTERRUPTED = 130;

  /** As of a program that the signal SIGPIPE ended. */
  static final int CLOSED_PIPE = 141;

  private ExitStatus() {}
}
