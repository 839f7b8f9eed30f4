package org.tuplespace.redis;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleListener;
import org.tuplespace.Watch;

/** One listener and what it wants to hear of. Told on the events' one thread. */
final class RedisWatch implements Watch {

  private static final Logger LOG = LoggerFactory.getLogger(RedisWatch.class);

  private final @Nullable Template template;
  private final TupleListener listener;
  private final Events events;
  private volatile boolean closed;

  /**
   * The last event that was heard of or missed; events that came before this watch began are not.
   */
  private long last = Long.MAX_VALUE;

  /**
   * @param template null for all tuples
   */
  RedisWatch(@Nullable Template template, TupleListener listener, Events events) {
    this.template = template;
    this.listener = listener;
    this.events = events;
  }

  synchronized void startAfter(long event) {
    last = event;
  }

  /** The server has published up to this event: what did not come by now was missed. */
  synchronized void expectAfter(long event) {
    if (last != Long.MAX_VALUE && event > last) {
      long missed = event - last;
      last = event;
      tell(() -> listener.onGap(missed));
    }
  }

  /** Numbers begin anew with this event: what came before it was missed, or did not happen. */
  synchronized void startOverAt(long event) {
    if (last != Long.MAX_VALUE) {
      last = event - 1;
      tell(() -> listener.onGap(1));
    }
  }

  synchronized void event(long number, boolean out, Events.TupleOrGap about) {
    if (number <= last) {
      return;
    }
    expectAfter(number - 1);
    last = number;
    Tuple tuple = about.tuple();
    if (tuple == null) {
      tell(() -> listener.onGap(1));
    } else if (template == null || template.matches(tuple)) {
      tell(out ? () -> listener.onOut(tuple) : () -> listener.onRemoved(tuple));
    }
  }

  private void tell(Runnable call) {
    if (closed) {
      return;
    }
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.warn("a listener of {} failed", template == null ? "all tuples" : template, e);
    }
  }

  @Override
  public void close() {
    closed = true;
    events.end(this);
  }
}
