package org.tuplespace.contract;

import static org.tuplespace.Match.noneOf;
import static org.tuplespace.Match.oneOf;
import static org.tuplespace.Match.startsWith;

import java.util.List;
import org.tuplespace.Tuple;
import org.tuplespace.contract.MatchingCases.Rule;
import org.tuplespace.contract.SampleTypes.Circle;
import org.tuplespace.contract.SampleTypes.Color;
import org.tuplespace.contract.SampleTypes.Operator;
import org.tuplespace.contract.SampleTypes.Paint;
import org.tuplespace.contract.SampleTypes.Point;

/** Prefixes, one-of and none-of. */
final class FilterCases {
  private FilterCases() {}

  static void addTo(List<MatchingCase> cases) {
    addPrefixes(cases);
    addOneOf(cases);
    addNoneOf(cases);
  }

  private static void addPrefixes(List<MatchingCase> cases) {
    prefix(cases, "")
        .accepts("", "a", Samples.LONG_TEXT)
        .rejects(null, 1, 'a', new byte[0], Color.RED, List.of());
    prefix(cases, "ab").accepts("ab", "abc").rejects("a", "AB", "aab", "", 'a', null);
    prefix(cases, "ü").accepts("über").rejects("u\u0308ber", "u");
    prefix(cases, "😀").accepts("😀!", "😀").rejects("😁", "");
    prefix(cases, "%a.*[").accepts("%a.*[x").rejects("aaa", "%a");
    String text = Samples.LONG_TEXT;
    prefix(cases, text)
        .accepts(text, text + "a")
        .rejects(text.substring(1), text.substring(0, 299));
  }

  private static Rule prefix(List<MatchingCase> cases, String prefix) {
    return new Rule(cases, "prefix", startsWith(prefix));
  }

  private static void addOneOf(List<MatchingCase> cases) {
    new Rule(cases, "oneOf", oneOf(1, "a", null))
        .accepts(1, "a", null)
        .rejects(1L, 2, "b", 'a', "null", 0);
    new Rule(cases, "oneOf nothing", oneOf()).rejects(1, "a", null, Tuple.of());
    new Rule(cases, "oneOf null", oneOf((Object) null)).accepts((Object) null).rejects(0, "null");
    new Rule(cases, "oneOf", oneOf(Double.NaN, 0.0))
        .accepts(Double.NaN, 0.0)
        .rejects(-0.0, Float.NaN);
    new Rule(cases, "oneOf", oneOf(new byte[] {1}, Tuple.of(1), List.of(1), new Point(1, 2)))
        .accepts(new byte[] {1}, Tuple.of(1), List.of(1), new Point(1, 2))
        .rejects(new byte[] {2}, Tuple.of(2), List.of(2), new Point(2, 1), 1, new Circle(1));
    new Rule(cases, "oneOf", oneOf(Color.RED, Operator.PLUS))
        .accepts(Color.RED, Operator.PLUS)
        .rejects(Paint.RED, Color.GREEN, "RED", null);
    String text = Samples.LONG_TEXT;
    new Rule(cases, "oneOf", oneOf(text + "a", text + "b"))
        .accepts(text + "a", text + "b")
        .rejects(text + "c", text);
  }

  private static void addNoneOf(List<MatchingCase> cases) {
    new Rule(cases, "noneOf", noneOf(1, "a"))
        .accepts(1L, 2, "b", null, 'a', new byte[0], new Circle(1), Tuple.of())
        .rejects(1, "a");
    new Rule(cases, "noneOf nothing", noneOf()).accepts(1, null, "a", new Circle(1));
    new Rule(cases, "noneOf null", noneOf((Object) null))
        .accepts(0, "null", new Circle(1))
        .rejects((Object) null);
    new Rule(cases, "noneOf", noneOf(0.0, Double.NaN)).accepts(-0.0).rejects(0.0, Double.NaN);
    String text = Samples.LONG_TEXT;
    new Rule(cases, "noneOf", noneOf(text + "a")).accepts(text + "b", text).rejects(text + "a");
  }
}
