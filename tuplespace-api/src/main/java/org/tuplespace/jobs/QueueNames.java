package org.tuplespace.jobs;

import static org.tuplespace.Match.any;
import static org.tuplespace.Match.noneOf;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/** Finds the queues of a space by the tuples that only queues have. */
final class QueueNames {

  /** What is there of a queue in use: a word, and how many fields follow it. */
  private record Trace(String word, int more) {
    Template template(Set<@Nullable Object> known) {
      Object[] fields = new Object[2 + more];
      fields[0] = noneOf(known.toArray());
      fields[1] = word;
      for (int i = 2; i < fields.length; i++) {
        fields[i] = any();
      }
      return Template.of(fields);
    }
  }

  private static final List<Trace> TRACES =
      List.of(
          new Trace("worker", 8),
          new Trace("gate", 1),
          new Trace("dead", 6),
          new Trace("body", 4),
          new Trace("result", 3),
          new Trace("job", 5));

  private QueueNames() {}

  /** Each look finds a name that is not known yet, or none. */
  static SortedSet<String> in(TupleSpace space) {
    Set<@Nullable Object> known = new LinkedHashSet<>();
    for (Trace trace : TRACES) {
      boolean isNew = true;
      while (isNew) {
        Optional<Tuple> found = space.rdp(trace.template(known));
        isNew = found.isPresent() && known.add(found.get().get(0));
      }
    }
    SortedSet<String> names = new TreeSet<>();
    for (Object each : known) {
      if (each instanceof String name) { // what else is there has the form by chance
        names.add(name);
      }
    }
    return names;
  }
}
