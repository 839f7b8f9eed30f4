package org.tuplespace.contract;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.tuplespace.Match;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

/**
 * One row of the table of the matching rules: whether a template of {@code fields} matches a tuple
 * of {@code values}.
 */
public record MatchingCase(String rule, List<Object> fields, List<Object> values, boolean matches) {

  /** A row about a single field. */
  static MatchingCase of(String rule, Object field, Object value, boolean matches) {
    return new MatchingCase(rule, Arrays.asList(field), Arrays.asList(value), matches);
  }

  /** The template, with {@code first} put before its fields. */
  public Template template(Object... first) {
    return Template.of(Stream.concat(Arrays.stream(first), fields.stream()).toArray());
  }

  /** The tuple, with {@code first} put before its fields. */
  public Tuple tuple(Object... first) {
    return Tuple.of(Stream.concat(Arrays.stream(first), values.stream()).toArray());
  }

  /** A template of nothing but wildcards that matches the tuple. */
  Template anything(Object... first) {
    return Template.of(
        Stream.concat(Arrays.stream(first), values.stream().map(value -> Match.any())).toArray());
  }

  @Override
  public String toString() {
    return rule + ": " + template() + (matches ? " matches " : " doesn't match ") + tuple();
  }
}
