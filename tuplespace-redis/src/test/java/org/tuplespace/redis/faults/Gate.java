package org.tuplespace.redis.faults;

/** Where threads of a worker wait when they come to a point at which they are to be caught. */
final class Gate {

  /** What a worker says of each thread that waits, with the point. */
  static final String AT = "AT ";

  private Point closed = Point.ANY_TIME;

  /** Waits here if this is the point, and says so. */
  synchronized void pass(Point point) throws InterruptedException {
    if (point == closed) {
      ClientProgram.say(AT + point);
      while (point == closed) {
        wait();
      }
    }
  }

  /** From now on threads wait at this point; those that wait at another go on. */
  synchronized void close(Point point) {
    closed = point;
    notifyAll();
  }

  synchronized void open() {
    close(Point.ANY_TIME);
  }
}
