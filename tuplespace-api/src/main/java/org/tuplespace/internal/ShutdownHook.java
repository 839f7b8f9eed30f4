package org.tuplespace.internal;

/**
 * Closes something when this program is told to end, be it by SIGTERM, Ctrl-C or {@code
 * System.exit}.
 */
public final class ShutdownHook {

  private final Thread thread;

  /**
   * Prepares.
   *
   * @param close may {@link #remove} this
   * @param name of what is closed
   */
  public ShutdownHook(Runnable close, String name) {
    this.thread = new Thread(close, "closes " + name);
  }

  /** From here on it counts. */
  public void add() {
    Runtime.getRuntime().addShutdownHook(thread);
  }

  /** What was to be closed is closed; it may be this that did it. */
  public void remove() {
    if (thread == Thread.currentThread()) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException e) {
      // The program is ending, and the hook finds nothing to do.
    }
  }
}
