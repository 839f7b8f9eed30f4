package org.tuplespace.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tuplespace.Match;

/**
 * The matching rules as a table of cases. Whatever decides matches, in whatever language, is held
 * to these same rows.
 */
public final class MatchingCases {
  private MatchingCases() {}

  /** Every row. */
  public static List<MatchingCase> all() {
    List<MatchingCase> cases = new ArrayList<>();
    ActualCases.addTo(cases);
    FormalCases.addTo(cases);
    RangeCases.addTo(cases);
    FilterCases.addTo(cases);
    NestedCases.addTo(cases);
    addArityCases(cases);
    return cases;
  }

  private static void addArityCases(List<MatchingCase> cases) {
    row(cases, "the empty template", List.of(), List.of(), true);
    row(cases, "the empty template", List.of(), List.of("a"), false);
    row(cases, "arity", List.of("a"), List.of(), false);
    row(cases, "arity", List.of("a"), List.of("a", "b"), false);
    row(cases, "arity", List.of("a", "b"), List.of("a"), false);
    row(cases, "arity, null counts", List.of("a"), Arrays.asList("a", null), false);
    row(cases, "arity, a wildcard counts", List.of("a", Match.any()), List.of("a"), false);
    row(
        cases,
        "arity, a nested tuple is one",
        List.of("a", "b"),
        List.of(List.of("a", "b")),
        false);
    row(cases, "field borders", List.of("ab", "c"), List.of("a", "bc"), false);
    row(cases, "field borders", List.of("ab", ""), List.of("a", "b"), false);
    row(cases, "field order", List.of("a", "b"), List.of("b", "a"), false);
    row(cases, "every field", List.of("a", 1, "c"), List.of("a", 1, "c"), true);
    row(cases, "every field", List.of("a", 1, "c"), List.of("a", 2, "c"), false);
    row(cases, "every field", List.of("a", 1, "c"), List.of("a", 1, "d"), false);
    row(cases, "every field", List.of("a", Integer.class, "c"), List.of("a", 2, "c"), true);
    row(cases, "every field", List.of("a", Integer.class, "c"), List.of("a", 2L, "c"), false);
    row(cases, "every field", List.of(Match.any(), 1, Match.any()), List.of("a", 1, 'x'), true);
    row(cases, "every field", List.of(Match.any(), 1, Match.any()), List.of("a", 2, 'x'), false);
    row(cases, "filters together", positiveAndShort(), List.of(1, "ab"), true);
    row(cases, "filters together", positiveAndShort(), List.of(0, "ab"), false);
    row(cases, "filters together", positiveAndShort(), List.of(1, "b"), false);
    Object[] wide = new Object[255];
    Arrays.setAll(wide, i -> i);
    Object[] other = wide.clone();
    other[254] = -1;
    row(cases, "255 fields", Arrays.asList(wide), Arrays.asList(wide), true);
    row(cases, "255 fields", Arrays.asList(wide), Arrays.asList(other), false);
  }

  private static List<Object> positiveAndShort() {
    return List.of(Match.greaterThan(0), Match.startsWith("a"));
  }

  private static void row(
      List<MatchingCase> cases,
      String rule,
      List<Object> fields,
      List<Object> values,
      boolean matches) {
    cases.add(new MatchingCase(rule, fields, values, matches));
  }

  /** Adds rows about one field. */
  record Rule(List<MatchingCase> cases, String name, Object field) {

    Rule accepts(Object... values) {
      for (Object value : values) {
        cases.add(MatchingCase.of(name, field, value, true));
      }
      return this;
    }

    Rule rejects(Object... values) {
      for (Object value : values) {
        cases.add(MatchingCase.of(name, field, value, false));
      }
      return this;
    }
  }
}
