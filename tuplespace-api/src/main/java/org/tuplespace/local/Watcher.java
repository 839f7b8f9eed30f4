package org.tuplespace.local;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;
import org.tuplespace.TupleListener;

/**
 * A listener and the events it has not been told yet. Beyond {@link #CAPACITY} they are dropped and
 * counted, so that a slow listener costs no memory without end. Thread-safe but for {@link
 * #registration}.
 */
final class Watcher {

  static final int CAPACITY = 100_000;

  private static final Logger LOGGER = System.getLogger(Watcher.class.getName());

  private final TupleListener listener;
  private final Deque<Event> events = new ArrayDeque<>();
  private boolean closed;

  /** Where it is registered, while it is; guarded by the lock of the space. */
  @Nullable Node<Registration<Watcher>> registration;

  private interface Event {
    void tell(TupleListener listener);
  }

  private static final class Gap implements Event {
    private long missed = 1;

    @Override
    public void tell(TupleListener listener) {
      listener.onGap(missed);
    }
  }

  Watcher(TupleListener listener) {
    this.listener = listener;
  }

  /** Whether {@link #tellNext} is to be called once more for this event. */
  boolean out(Tuple tuple) {
    return add(told -> told.onOut(tuple));
  }

  /** As {@link #out}. */
  boolean removed(Tuple tuple) {
    return add(told -> told.onRemoved(tuple));
  }

  private synchronized boolean add(Event event) {
    if (closed) {
      return false;
    }
    if (events.size() < CAPACITY) {
      events.add(event);
      return true;
    }
    if (events.peekLast() instanceof Gap gap) {
      gap.missed++;
      return false;
    }
    events.add(new Gap());
    return true;
  }

  /** Tells the listener the oldest event it has not been told. */
  void tellNext() {
    Event event;
    synchronized (this) {
      event = events.poll();
    }
    if (event == null) {
      return;
    }
    try {
      event.tell(listener);
    } catch (RuntimeException | Error e) {
      LOGGER.log(Level.WARNING, "a listener of a tuple space failed", e);
    }
  }

  /** Forgets what was not told yet. */
  synchronized void close() {
    closed = true;
    events.clear();
  }
}
