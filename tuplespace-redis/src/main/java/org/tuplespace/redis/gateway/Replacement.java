package org.tuplespace.redis.gateway;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/**
 * A REPLACE. It is one step, but for tuples with a nested one where the template has a wildcard: no
 * template tells which of those the client is shown, so that each is taken by itself, under a
 * transaction that is committed behind that step.
 */
final class Replacement {

  private static final Duration LEASE = Duration.ofMinutes(5);

  private Replacement() {}

  /** Does it; answers how many were removed. */
  static long replace(TupleSpace space, Scans scans, WireTuple wire, Tuple tuple) {
    if (!wire.isOpen()) {
      return space.replace(Translation.template(wire), tuple);
    }
    Template flat = Translation.flatTemplate(wire);
    try (Transaction transaction = space.begin(LEASE)) {
      long removed = 0;
      try (Stream<Tuple> shown = scans.shown(List.of(Translation.template(wire)))) {
        for (Tuple each : (Iterable<Tuple>) shown.filter(t -> !flat.matches(t))::iterator) {
          removed += transaction.inp(Template.exactly(each)).isPresent() ? 1 : 0;
        }
      }
      removed += space.replace(flat, tuple);
      transaction.commit();
      return removed;
    }
  }
}
