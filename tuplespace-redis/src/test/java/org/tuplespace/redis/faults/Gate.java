package org.tuplespace.redis.faults;

/** Where threads of a worker wait when they come to a point at which they are to be caught. */
final class Gate {

  /** What a worker says of each thread that waits, with the point. */
  static final String AT = "AT ";

  private Point closed = Point.ANY_TIME;
  private int changes;

  /**
   * Waits here if this is the point, and says so; once more if it is told the same again, even if
   * it was told to go on so shortly before that no thread has.
   */
  synchronized void pass(Point point) throws InterruptedException {
    while (point == closed) {
      ClientProgram.say(AT + point);
      int seen = changes;
      while (seen == changes) {
        wait();
      }
    }
  }

  /** From now on threads wait at this point; those that wait at another go on. */
  synchronized void close(Point point) {
    closed = point;
    changes++;
    notifyAll();
  }

  synchronized void open() {
    close(Point.ANY_TIME);
  }
}
