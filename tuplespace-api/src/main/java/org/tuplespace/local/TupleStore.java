package org.tuplespace.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tuplespace.SpaceStats;

/** The tuples that can be seen. */
final class TupleStore {

  private final ByArity<ArityIndex> arities = new ByArity<>(ArityIndex::new);
  private long size;

  void add(StoredTuple stored) {
    arities.getOrMake(stored.tuple.arity()).add(stored);
    size++;
  }

  void remove(StoredTuple stored) {
    arities.getOrMake(stored.tuple.arity()).remove(stored);
    size--;
  }

  Candidates candidates(Query query) {
    return arities.getOrMake(query.arity()).candidates(query);
  }

  /** All tuples, in their order. */
  List<StoredTuple> everything() {
    List<StoredTuple> all = new ArrayList<>();
    arities.all().forEach(arity -> arity.addTo(all));
    all.sort(Comparator.comparingLong(stored -> stored.order));
    return all;
  }

  long size() {
    return size;
  }

  List<SpaceStats.Shape> shapes() {
    List<SpaceStats.Shape> shapes = new ArrayList<>();
    for (ArityIndex arity : arities.all()) {
      for (Shape shape : arity.shapes()) {
        shapes.add(new SpaceStats.Shape(shape.arity(), shape.toString(), true));
      }
    }
    return shapes;
  }

  /** How many buckets there are, without those that an empty store has. */
  int bucketCount() {
    return arities.all().stream().mapToInt(ArityIndex::bucketCount).sum();
  }

  void clear() {
    arities.clear();
    size = 0;
  }
}
