package org.tuplespace.redis;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.tuplespace.TupleSpaceClosedException;

/** What this client waits for, by the ids that the server knows the waits by. Thread-safe. */
final class Waits {

  private final Map<String, Wait<?>> byId = new ConcurrentHashMap<>();
  private final AtomicLong next = new AtomicLong();

  /** Lists a wait under an id that this client has not used before. */
  String add(Wait<?> wait) {
    String id = Long.toString(next.incrementAndGet());
    byId.put(id, wait);
    return id;
  }

  void remove(String id) {
    byId.remove(id);
  }

  /** A hint came that carries what the wait was served; a second one finds nobody here. */
  void served(Session session, String id, byte[] deliveries, byte[] stored) {
    Wait<?> wait = byId.get(id);
    if (wait != null) {
      wait.served(session, id, deliveries, stored);
    }
  }

  /**
   * The server says that the wait was served, and with what can be fetched.
   *
   * @return false if nobody here waits, and nobody got it: then it is to be put back
   */
  boolean missed(Session session, String id) {
    Wait<?> wait = byId.get(id);
    if (wait != null) {
      wait.fetch(session, id);
    }
    return wait != null || session.hasArrived(id);
  }

  /**
   * An {@code out} could not test all who wait: each is to look for itself.
   *
   * @param all whether also those whose templates need no test
   */
  void look(boolean all) {
    byId.values().forEach(wait -> wait.look(all));
  }

  /** The session that these were registered in has expired. */
  void registerAgain(Session expired) {
    List.copyOf(byId.values()).forEach(wait -> wait.registerAgain(expired));
  }

  void fail(TupleSpaceClosedException closed) {
    List.copyOf(byId.values()).forEach(wait -> wait.fail(closed));
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }
}
