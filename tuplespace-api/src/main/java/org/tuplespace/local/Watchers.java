package org.tuplespace.local;

import java.util.List;
import java.util.concurrent.Executor;
import org.tuplespace.Tuple;

/** Those who watch a space. Guarded by its lock; listeners are called elsewhere. */
final class Watchers {

  private final WaitingIndex<Watcher> index = new WaitingIndex<>();
  private final Executor teller;
  private long lastOrder;

  /**
   * @param teller calls the listeners, one at a time and in order
   */
  Watchers(Executor teller) {
    this.teller = teller;
  }

  void add(Watcher watcher, Query query) {
    watcher.registration = index.add(List.of(query), watcher, ++lastOrder);
  }

  void remove(Watcher watcher) {
    if (watcher.registration != null) {
      index.remove(watcher.registration);
      watcher.registration = null;
    }
  }

  boolean isEmpty() {
    return index.isEmpty();
  }

  void out(Tuple tuple) {
    if (!index.isEmpty()) {
      for (Watcher watcher : index.all(tuple)) {
        if (watcher.out(tuple)) {
          teller.execute(watcher::tellNext);
        }
      }
    }
  }

  void removed(Tuple tuple) {
    if (!index.isEmpty()) {
      for (Watcher watcher : index.all(tuple)) {
        if (watcher.removed(tuple)) {
          teller.execute(watcher::tellNext);
        }
      }
    }
  }

  void clear() {
    index.everyone().forEach(this::remove);
  }
}
