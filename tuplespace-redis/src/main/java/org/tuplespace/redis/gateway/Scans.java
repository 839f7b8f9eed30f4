package org.tuplespace.redis.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tuplespace.Match;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/** Looks at the tuples that old clients are shown, oldest first. Thread-safe. */
final class Scans {

  private final TupleSpace space;
  private final Notices notices;

  Scans(TupleSpace space, Notices notices) {
    this.space = space;
    this.notices = notices;
  }

  /** Those that match at least one of the templates, each once; all if there are none. */
  Stream<Tuple> shown(List<Template> templates) {
    return matching(templates).filter(this::isShown);
  }

  private Stream<Tuple> matching(List<Template> templates) {
    if (templates.isEmpty()) {
      return space.stream();
    }
    if (templates.size() == 1) {
      return space.stream(templates.get(0));
    }
    int arity = templates.get(0).arity();
    boolean sameArity = templates.stream().allMatch(each -> each.arity() == arity);
    return (sameArity ? space.stream(open(arity)) : space.stream())
        .filter(tuple -> templates.stream().anyMatch(each -> each.matches(tuple)));
  }

  private static Template open(int arity) {
    Object[] fields = new Object[arity];
    Arrays.fill(fields, Match.any());
    return Template.of(fields);
  }

  Optional<Tuple> first(Template template) {
    try (Stream<Tuple> shown = shown(List.of(template))) {
      return shown.findFirst();
    }
  }

  private boolean isShown(Tuple tuple) {
    boolean isShown = Translation.isRepresentable(tuple);
    if (!isShown) {
      notices.hides(tuple);
    }
    return isShown;
  }
}
