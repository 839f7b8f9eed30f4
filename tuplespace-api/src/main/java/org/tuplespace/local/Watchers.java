package org.tuplespace.local;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.tuplespace.Tuple;

/** Those who watch a space. Guarded by its lock; listeners are called elsewhere. */
final class Watchers {

  private final WaitingIndex<Watcher> index = new WaitingIndex<>();
  private final Set<Watcher> ofAll = new LinkedHashSet<>();
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

  void addForAll(Watcher watcher) {
    ofAll.add(watcher);
  }

  void remove(Watcher watcher) {
    ofAll.remove(watcher);
    if (watcher.registration != null) {
      index.remove(watcher.registration);
      watcher.registration = null;
    }
  }

  boolean isEmpty() {
    return index.isEmpty() && ofAll.isEmpty();
  }

  void out(Tuple tuple) {
    each(tuple, watcher -> watcher.out(tuple));
  }

  void removed(Tuple tuple) {
    each(tuple, watcher -> watcher.removed(tuple));
  }

  private void each(Tuple tuple, Predicate<Watcher> event) {
    if (isEmpty()) {
      return;
    }
    index.all(tuple).forEach(watcher -> tell(watcher, event));
    ofAll.forEach(watcher -> tell(watcher, event));
  }

  private void tell(Watcher watcher, Predicate<Watcher> event) {
    if (event.test(watcher)) {
      teller.execute(watcher::tellNext);
    }
  }

  void clear() {
    ofAll.clear();
    index.everyone().forEach(this::remove);
  }
}
