package org.tuplespace.contract;

import static org.tuplespace.Match.atLeast;
import static org.tuplespace.Match.atMost;
import static org.tuplespace.Match.between;
import static org.tuplespace.Match.greaterThan;
import static org.tuplespace.Match.lessThan;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.tuplespace.TemplateField;
import org.tuplespace.Tuple;
import org.tuplespace.contract.MatchingCases.Rule;

/** Ranges compare within one type. */
final class RangeCases {
  private final List<MatchingCase> cases;

  private RangeCases(List<MatchingCase> cases) {
    this.cases = cases;
  }

  static void addTo(List<MatchingCase> cases) {
    RangeCases table = new RangeCases(cases);
    table.addOrders();
    table.addWholeNumbers();
    table.addFloatingPoint();
    table.addText();
  }

  private Rule range(TemplateField field) {
    return new Rule(cases, "range", field);
  }

  /** For each ordered type ascending values: every kind of range over every pair of them. */
  private void addOrders() {
    addOrder(Byte.MIN_VALUE, (byte) -1, (byte) 0, (byte) 1, Byte.MAX_VALUE);
    addOrder(Short.MIN_VALUE, (short) -1, (short) 0, (short) 256, Short.MAX_VALUE);
    addOrder(Integer.MIN_VALUE, -1, 0, 1, 65_536, Integer.MAX_VALUE);
    addOrder(Long.MIN_VALUE, -(1L << 53) - 1, -1L, 1L, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE);
    addOrder(Float.NEGATIVE_INFINITY, -2.5f, -Float.MIN_VALUE, 0f, 1e-3f, Float.POSITIVE_INFINITY);
    addOrder(
        Double.NEGATIVE_INFINITY,
        -Double.MAX_VALUE,
        -2.0,
        -1.0,
        0.0,
        Double.MIN_VALUE,
        1.0,
        1e300,
        Double.POSITIVE_INFINITY);
    addOrder('\u0000', 'A', 'a', 'ü', '\uD800', '\uFFFF');
    addOrder("", "\u0000", "A", "a", "a\u0000", "aa", "b", "é", "\uFFFF", "😀", "😁");
    addOrder(
        Instant.MIN,
        Instant.ofEpochSecond(-1, 1),
        Instant.ofEpochSecond(-1, 2),
        Instant.EPOCH,
        Instant.ofEpochSecond(0, 1),
        Instant.ofEpochSecond(1),
        Instant.MAX);
    addOrder(
        Duration.ofSeconds(Long.MIN_VALUE),
        Duration.ofNanos(-1_500_000_000),
        Duration.ofNanos(-1),
        Duration.ZERO,
        Duration.ofNanos(1),
        Duration.ofDays(1),
        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
    addOrder(
        LocalDate.MIN,
        LocalDate.of(-44, 3, 15),
        LocalDate.of(1969, 12, 31),
        LocalDate.EPOCH,
        LocalDate.of(2024, 2, 29),
        LocalDate.MAX);
  }

  private void addOrder(Object... ascending) {
    for (int i = 0; i < ascending.length; i++) {
      Object bound = ascending[i];
      for (int j = Math.max(0, i - 1); j <= Math.min(ascending.length - 1, i + 1); j++) {
        Object value = ascending[j];
        add("greaterThan", greaterThan(bound), value, j > i);
        add("atLeast", atLeast(bound), value, j >= i);
        add("lessThan", lessThan(bound), value, j < i);
        add("atMost", atMost(bound), value, j <= i);
      }
    }
    Object first = ascending[0];
    Object second = ascending[1];
    Object last = ascending[ascending.length - 1];
    Object secondLast = ascending[ascending.length - 2];
    range(between(second, secondLast)).accepts(second, secondLast).rejects(first, last);
    range(between(first, last)).accepts(ascending);
    range(between(second, second)).accepts(second).rejects(first, last);
    range(between(last, first)).rejects(ascending);
    range(greaterThan(first)).accepts(last);
    range(lessThan(last)).accepts(first);
  }

  private void add(String rule, TemplateField field, Object value, boolean matches) {
    cases.add(MatchingCase.of(rule, field, value, matches));
  }

  private void addWholeNumbers() {
    range(between(1, 10))
        .accepts(1, 5, 10)
        .rejects(0, 11, 5L, (short) 5, 5.0, 5f, "5", '\u0005', BigInteger.TWO, null)
        .rejects(new BigDecimal("5"), Tuple.of(5), List.of(5));
    range(between(1L, 10L)).accepts(5L).rejects(5, 5.0, null);
    range(greaterThan(1L << 53)).accepts((1L << 53) + 1).rejects(1L << 53);
    range(lessThan((1L << 53) + 1)).accepts(1L << 53).rejects((1L << 53) + 1);
    range(atLeast(Long.MAX_VALUE)).accepts(Long.MAX_VALUE).rejects(Long.MAX_VALUE - 1);
    range(greaterThan(Long.MAX_VALUE)).rejects(Long.MAX_VALUE, Long.MIN_VALUE, 0L);
    range(lessThan(Long.MIN_VALUE)).rejects(Long.MAX_VALUE, Long.MIN_VALUE, 0L);
  }

  private void addFloatingPoint() {
    range(between(0.0, 1.0)).accepts(0.0, -0.0, 1.0, 0.5).rejects(0.5f, 1, Double.NaN, 1.0000001);
    range(between(-0.0, 0.0)).accepts(0.0, -0.0).rejects(Double.MIN_VALUE, -Double.MIN_VALUE);
    range(greaterThan(-0.0)).accepts(Double.MIN_VALUE).rejects(0.0, -0.0, Double.NaN);
    range(lessThan(0.0f)).accepts(-1f).rejects(-0.0f, 0.0f, Float.NaN);
    range(atMost(Double.POSITIVE_INFINITY)).accepts(-1.0, Double.MAX_VALUE).rejects(Double.NaN);
    range(atLeast(Double.NEGATIVE_INFINITY)).accepts(-1.0, 0.0).rejects(Double.NaN, 1f, 1L);
    range(between(-10.0, -1.0)).accepts(-5.5, -1.0, -10.0).rejects(-10.5, -0.5, 5.5);
  }

  private void addText() {
    range(between("b", "d")).accepts("b", "bzz", "c", "d").rejects("a", "da", "B", 'c', null, 3);
    range(greaterThan("\uFFFF")).accepts("😀").rejects("\uFFFE", "z");
    range(lessThan("😀")).accepts("\uFFFF", "\uE000", "").rejects("😁");
    String text = Samples.LONG_TEXT;
    range(greaterThan(text)).accepts(text + "0", "1").rejects(text, text.substring(0, 299), "0");
    range(atMost(text + "b")).accepts(text + "a", text).rejects(text + "c", text + "ba");
    range(between('a', 'z')).accepts('m').rejects("m", 'M', null);
  }
}
