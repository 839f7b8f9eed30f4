package org.tuplespace.internal;

import java.util.List;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

/**
 * What a caller who may have to wait asks for; all of taking and reading comes down to this.
 *
 * @param templates the first that has a match decides; while none has, any may be served
 * @param takes whether the tuple is taken, or read
 * @param max how many tuples are taken at most; above 1 only with a single template
 * @param puts what is put in the same atomic step that takes
 */
public record Request(List<Template> templates, boolean takes, int max, List<Tuple> puts) {

  public static Request in(Template template) {
    return new Request(List.of(Arguments.template(template)), true, 1, List.of());
  }

  public static Request rd(Template template) {
    return new Request(List.of(Arguments.template(template)), false, 1, List.of());
  }

  public static Request inAll(Template template, int max) {
    return new Request(List.of(Arguments.template(template)), true, Arguments.max(max), List.of());
  }

  public static Request swap(Template template, Tuple... puts) {
    return new Request(List.of(Arguments.template(template)), true, 1, Arguments.tuples(puts));
  }

  public static Request inAny(List<Template> templates) {
    return new Request(Arguments.templates(templates), true, 1, List.of());
  }

  public static Request rdAny(List<Template> templates) {
    return new Request(Arguments.templates(templates), false, 1, List.of());
  }
}
