package org.tuplespace.contract;

import static org.tuplespace.Match.any;
import static org.tuplespace.Match.between;
import static org.tuplespace.Match.noneOf;
import static org.tuplespace.Match.oneOf;
import static org.tuplespace.Match.startsWith;

import java.util.Arrays;
import java.util.List;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.contract.MatchingCases.Rule;
import org.tuplespace.contract.SampleTypes.Circle;
import org.tuplespace.contract.SampleTypes.Color;
import org.tuplespace.contract.SampleTypes.Figure;
import org.tuplespace.contract.SampleTypes.Point;
import org.tuplespace.contract.SampleTypes.Square;

/** A nested tuple is an actual; a nested template matches nested tuples. */
final class NestedCases {
  private NestedCases() {}

  static void addTo(List<MatchingCase> cases) {
    new Rule(cases, "nested tuple", Tuple.of("a", 1))
        .accepts(Tuple.of("a", 1))
        .rejects(Tuple.of("a", 1L), Tuple.of(1, "a"), Tuple.of("a"), Tuple.of("a", 1, 2))
        .rejects(List.of("a", 1), Tuple.of(Tuple.of("a", 1)), null, "a");
    new Rule(cases, "nested empty tuple", Tuple.of())
        .accepts(Tuple.of())
        .rejects(Tuple.of((Object) null), Tuple.of(Tuple.of()), List.of(), null, "");
    new Rule(cases, "nested tuple of bytes", Tuple.of(new byte[] {1}))
        .accepts(Tuple.of(new byte[] {1}))
        .rejects(Tuple.of(new byte[] {2}));
    new Rule(cases, "nested template", Template.of("a", Integer.class))
        .accepts(Tuple.of("a", 1), Tuple.of("a", -1))
        .rejects(Tuple.of("a", 1L), Tuple.of("b", 1), Tuple.of("a"), Tuple.of("a", 1, 1))
        .rejects(List.of("a", 1), null, "a", new Point(1, 1), new Circle(1));
    new Rule(cases, "nested empty template", Template.of())
        .accepts(Tuple.of())
        .rejects(Tuple.of(1), List.of(), null);
    new Rule(cases, "nested wildcard", Template.of(any(), any()))
        .accepts(Tuple.of(1, null), Tuple.of(Tuple.of(), List.of()), Tuple.of(new Circle(1), 'x'))
        .rejects(Tuple.of(1), null);
    new Rule(cases, "nested filters", Template.of(between(1, 9), startsWith("x"), noneOf(5L)))
        .accepts(Tuple.of(1, "x", 5), Tuple.of(9, "xy", null))
        .rejects(Tuple.of(0, "x", 5), Tuple.of(1, "y", 5), Tuple.of(1, "x", 5L));
    new Rule(cases, "nested class", Template.of(Figure.class, Number.class, Color.class))
        .accepts(Tuple.of(new Circle(1), 1, Color.RED), Tuple.of(new Square(1), 1.0, Color.BLUE))
        .rejects(Tuple.of(new Circle(1), 'x', Color.RED), Tuple.of(new Point(1, 1), 1, Color.RED));
    Template deep = Template.of("a", Template.of("b", Template.of(oneOf("c", null), any())));
    new Rule(cases, "nested at depth", deep)
        .accepts(deep("c", 1), deep(null, "x"), deep("c", Tuple.of(Tuple.of())))
        .rejects(deep("d", 1), Tuple.of("a", Tuple.of("b", "c")), deep("c", 1).getTuple(1), null);
    Tuple text = Tuple.of(Samples.LONG_TEXT, Tuple.of(Samples.LONG_TEXT));
    new Rule(cases, "nested long text", text)
        .accepts(Tuple.of(Samples.LONG_TEXT, Tuple.of(Samples.LONG_TEXT)))
        .rejects(Tuple.of(Samples.LONG_TEXT, Tuple.of(Samples.LONG_TEXT + "x")));
    new Rule(cases, "nested template, long text", Template.of(Samples.LONG_TEXT + "a", any()))
        .accepts(Tuple.of(Samples.LONG_TEXT + "a", 1))
        .rejects(Tuple.of(Samples.LONG_TEXT + "b", 1));
    new Rule(cases, "nested null", Template.of(null, Object.class))
        .accepts(Tuple.of(null, 1))
        .rejects(Tuple.of(null, null), Tuple.of(1, 1));
    cases.add(
        new MatchingCase(
            "two nested templates",
            List.of(Template.of(any()), Template.of(1)),
            List.of(Tuple.of("x"), Tuple.of(1)),
            true));
    cases.add(
        new MatchingCase(
            "two nested templates",
            List.of(Template.of(any()), Template.of(1)),
            Arrays.asList(Tuple.of("x"), Tuple.of(2)),
            false));
  }

  private static Tuple deep(Object third, Object fourth) {
    return Tuple.of("a", Tuple.of("b", Tuple.of(third, fourth)));
  }
}
