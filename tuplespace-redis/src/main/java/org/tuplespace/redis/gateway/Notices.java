package org.tuplespace.redis.gateway;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.tuplespace.Tuple;

/** Tells whoever runs the gateway what goes wrong, and not too much of it. Thread-safe. */
final class Notices {

  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final int MOST_A_MINUTE = 20;

  private final Consumer<String> listener;
  private final AtomicBoolean hiddenIsTold = new AtomicBoolean();
  private long minute = System.nanoTime();
  private int told;

  Notices(Consumer<String> listener) {
    this.listener = listener;
  }

  /** Tells, the first time, that a tuple is not shown to old clients. */
  void hides(Tuple tuple) {
    if (hiddenIsTold.compareAndSet(false, true)) {
      listener.accept(
          tuple
              + " is not shown to old clients, which know ints, doubles, strings and tuples of"
              + " these; nor are others like it, of which nothing more is said");
    }
  }

  void say(String what) {
    boolean last;
    synchronized (this) {
      long now = System.nanoTime();
      if (now - minute > MINUTE_NANOS) {
        minute = now;
        told = 0;
      }
      if (told == MOST_A_MINUTE) {
        return;
      }
      told++;
      last = told == MOST_A_MINUTE;
    }
    listener.accept(last ? what + "; nothing more is said for a minute" : what);
  }
}
