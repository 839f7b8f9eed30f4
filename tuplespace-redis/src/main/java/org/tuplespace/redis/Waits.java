package org.tuplespace.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What this client waits for, by the ids that the server knows the waits by. Thread-safe. */
final class Waits {

  private final Map<String, Registration> byId = new ConcurrentHashMap<>();
  private final AtomicLong next = new AtomicLong();

  /** Lists a wait under an id that this client has not used before. */
  String add(Registration waiting) {
    String id = Long.toString(next.incrementAndGet());
    byId.put(id, waiting);
    return id;
  }

  void remove(String id) {
    byId.remove(id);
  }

  /** A hint came that carries what the wait was served; a second one finds nobody here. */
  void served(Session session, String id, byte[] deliveries, byte[] stored) {
    Registration waiting = byId.get(id);
    if (waiting != null) {
      waiting.served(session, id, deliveries, stored);
    }
  }

  /**
   * The server says that the wait was served, and with what can be fetched.
   *
   * @return false if nobody here waits, and nobody got it: then it is to be put back
   */
  boolean missed(Session session, String id) {
    Registration waiting = byId.get(id);
    if (waiting != null) {
      waiting.fetch(session, id);
    }
    return waiting != null || session.hasArrived(id);
  }

  /** The waits that the server has said are registered in the session. */
  List<String> registered(Session session) {
    List<String> registered = new ArrayList<>();
    byId.forEach(
        (id, waiting) -> {
          if (waiting.isRegistered(session, id)) {
            registered.add(id);
          }
        });
    return registered;
  }

  /** Whether the id is that of a wait that goes on, registered or about to be. */
  boolean isKnown(String id) {
    return byId.containsKey(id);
  }

  /** The server does not know a wait that was registered when it was asked. */
  void lost(Session session, String id) {
    Registration waiting = byId.get(id);
    if (waiting != null) {
      waiting.lost(session, id);
    }
  }

  /**
   * An {@code out} could not test all who wait: each is to look for itself.
   *
   * @param all whether also those whose templates need no test
   */
  void look(boolean all) {
    byId.values().forEach(waiting -> waiting.look(all));
  }

  /** The session that these were registered in has expired. */
  void registerAgain(Session expired) {
    List.copyOf(byId.values()).forEach(waiting -> waiting.registerAgain(expired));
  }

  /** The space is closed: everything here ends. */
  void close() {
    List.copyOf(byId.values()).forEach(Registration::close);
  }
}
