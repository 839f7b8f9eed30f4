package org.tuplespace.examples;

/** What the examples tell the shell; 2, for wrong usage, is picocli's. */
final class ExitStatus {

  static final int OK = 0;
  static final int FAILED = 1;
  static final int SERVER_UNREACHABLE = 3;
  static final int NO_JOB = 4;
  static final int INTERRUPTED = 130;

  private ExitStatus() {}
}
