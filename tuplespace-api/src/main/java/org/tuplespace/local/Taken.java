package org.tuplespace.local;

import java.util.List;
import org.tuplespace.Tuple;
import org.tuplespace.internal.Transfer;

/** Tuples on their way to another space. */
record Taken(LocalSpace space, List<StoredTuple> stored) implements Transfer.Batch {

  @Override
  public List<Tuple> tuples() {
    return stored.stream().map(each -> each.tuple).toList();
  }

  @Override
  public void settle(int moved) {
    if (moved < stored.size()) {
      space.putBack(stored.subList(moved, stored.size()));
    }
  }
}
