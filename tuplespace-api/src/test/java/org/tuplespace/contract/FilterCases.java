package org.tuplespace.contract;

import static org.tuplespace.FieldType.BIG_DECIMAL;
import static org.tuplespace.FieldType.BIG_INTEGER;
import static org.tuplespace.FieldType.BOOLEAN;
import static org.tuplespace.FieldType.BYTE;
import static org.tuplespace.FieldType.BYTES;
import static org.tuplespace.FieldType.CHARACTER;
import static org.tuplespace.FieldType.DOUBLE;
import static org.tuplespace.FieldType.DURATION;
import static org.tuplespace.FieldType.FLOAT;
import static org.tuplespace.FieldType.INSTANT;
import static org.tuplespace.FieldType.INTEGER;
import static org.tuplespace.FieldType.LIST;
import static org.tuplespace.FieldType.LOCAL_DATE;
import static org.tuplespace.FieldType.LONG;
import static org.tuplespace.FieldType.NULL;
import static org.tuplespace.FieldType.SHORT;
import static org.tuplespace.FieldType.STRING;
import static org.tuplespace.FieldType.TUPLE;
import static org.tuplespace.Match.noneOf;
import static org.tuplespace.Match.ofTypes;
import static org.tuplespace.Match.oneOf;
import static org.tuplespace.Match.startsWith;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.tuplespace.FieldType;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.contract.MatchingCases.Rule;
import org.tuplespace.contract.SampleTypes.Circle;
import org.tuplespace.contract.SampleTypes.Color;
import org.tuplespace.contract.SampleTypes.Operator;
import org.tuplespace.contract.SampleTypes.Paint;
import org.tuplespace.contract.SampleTypes.Point;

/** Prefixes, one-of, none-of and types. */
final class FilterCases {
  private FilterCases() {}

  static void addTo(List<MatchingCase> cases) {
    addPrefixes(cases);
    addOneOf(cases);
    addNoneOf(cases);
    addOfTypes(cases);
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

  private static void addOfTypes(List<MatchingCase> cases) {
    new Rule(cases, "ofTypes", ofTypes(INTEGER, DOUBLE, STRING, BYTES, TUPLE))
        .accepts(1, Integer.MIN_VALUE, -0.0, Double.NaN, "", Samples.LONG_TEXT, "ü")
        .accepts(new byte[0], new byte[300], Tuple.of(), Tuple.of(1L, Tuple.of((Object) null)))
        .rejects(null, 1L, (short) 1, (byte) 1, 1f, true, 'a', List.of(), List.of(1))
        .rejects(BigInteger.ONE, BigDecimal.ONE, new UUID(0, 0), Instant.EPOCH, Duration.ZERO)
        .rejects(LocalDate.EPOCH, Color.RED, Operator.PLUS, new Point(1, 2), new Circle(1));
    new Rule(cases, "ofTypes with null", ofTypes(NULL, LONG))
        .accepts(null, 1L, Long.MIN_VALUE)
        .rejects(0, "null", Color.RED, new Circle(1), Tuple.of());
    new Rule(cases, "ofTypes null alone", ofTypes(NULL)).accepts((Object) null).rejects(0, "");
    new Rule(cases, "ofTypes of one type", ofTypes(INTEGER, INTEGER)).accepts(1).rejects(1L, null);
    new Rule(cases, "ofTypes list", ofTypes(LIST))
        .accepts(List.of(), List.of(List.of(1)))
        .rejects(Tuple.of(), List.of(new Circle(1)), new byte[0], null);
    new Rule(
            cases,
            "ofTypes the others",
            ofTypes(BOOLEAN, BYTE, SHORT, FLOAT, CHARACTER, FieldType.UUID))
        .accepts(true, false, (byte) 1, (short) 1, 1f, 'a', new UUID(0, 0))
        .rejects(1, 1L, 1.0, "a", null, Color.RED, new Point(1, 2));
    new Rule(
            cases,
            "ofTypes, big and time",
            ofTypes(BIG_INTEGER, BIG_DECIMAL, INSTANT, DURATION, LOCAL_DATE))
        .accepts(BigInteger.ONE, BigDecimal.ONE, Instant.EPOCH, Duration.ZERO, LocalDate.EPOCH)
        .rejects(1, 1L, 1.0, null, new UUID(0, 0), new Circle(1));
    new Rule(cases, "ofTypes nested", Template.of("a", ofTypes(INTEGER, STRING)))
        .accepts(Tuple.of("a", 1), Tuple.of("a", "b"))
        .rejects(Tuple.of("a", 1L), Tuple.of("a", null), Tuple.of("b", 1), Tuple.of("a"));
  }
}
