package org.tuplespace.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.UUID;
import org.tuplespace.Tuple;
import org.tuplespace.contract.MatchingCases.Rule;
import org.tuplespace.contract.SampleTypes.Blob;
import org.tuplespace.contract.SampleTypes.Color;
import org.tuplespace.contract.SampleTypes.Nothing;
import org.tuplespace.contract.SampleTypes.Offset;
import org.tuplespace.contract.SampleTypes.Operator;
import org.tuplespace.contract.SampleTypes.Paint;
import org.tuplespace.contract.SampleTypes.Pair;
import org.tuplespace.contract.SampleTypes.Point;
import org.tuplespace.contract.SampleTypes.Word;

/** An actual accepts the same type and an equal value. */
final class ActualCases {
  private final List<MatchingCase> cases;

  private ActualCases(List<MatchingCase> cases) {
    this.cases = cases;
  }

  static void addTo(List<MatchingCase> cases) {
    ActualCases table = new ActualCases(cases);
    table.addNumbers();
    table.addText();
    table.addBytes();
    table.addTimes();
    table.addEnums();
    table.addLists();
    table.addRecords();
  }

  private Rule actual(Object value) {
    return new Rule(cases, "actual", value);
  }

  private void addNumbers() {
    actual(null).accepts((Object) null).rejects("null", 0, false, "", Tuple.of(), List.of());
    actual(true).accepts(true).rejects(false, 1, "true", null);
    actual(1).accepts(1).rejects(1L, (short) 1, (byte) 1, 1.0, 1.0f, '\u0001', "1", true, 2, -1);
    actual(1).rejects(BigInteger.ONE, BigDecimal.ONE, null);
    actual(1L).accepts(1L).rejects(1, (short) 1, 1.0, BigInteger.ONE);
    actual((byte) 1).accepts((byte) 1).rejects(1, (short) 1);
    actual((short) 1).accepts((short) 1).rejects(1, (byte) 1);
    actual(Long.MAX_VALUE).accepts(Long.MAX_VALUE).rejects(Long.MAX_VALUE - 1, Long.MIN_VALUE);
    actual((1L << 53) + 1).accepts((1L << 53) + 1).rejects(1L << 53, (1L << 53) + 2);
    actual(Integer.MIN_VALUE).accepts(Integer.MIN_VALUE).rejects(Integer.MAX_VALUE, 0);
    actual(-1).accepts(-1).rejects(1, -1L, 0xFFFFFFFFL, 255);
    actual(1.5).accepts(1.5).rejects(1.5f, "1.5", new BigDecimal("1.5"));
    actual(0.1f).accepts(0.1f).rejects(0.1, (double) 0.1f);
    actual(0.0).accepts(0.0).rejects(-0.0, 0.0f, 0, 0L);
    actual(-0.0).accepts(-0.0).rejects(0.0);
    actual(-0.0f).accepts(-0.0f).rejects(0.0f);
    actual(Double.NaN).accepts(Double.NaN).rejects(Float.NaN, 0.0, Double.POSITIVE_INFINITY, "NaN");
    actual(Double.NaN).accepts(Double.longBitsToDouble(0x7ff8000000000001L));
    actual(Float.NaN).accepts(Float.NaN, Float.intBitsToFloat(0x7fc00001)).rejects(Double.NaN);
    actual(Double.POSITIVE_INFINITY)
        .accepts(Double.POSITIVE_INFINITY)
        .rejects(Double.NEGATIVE_INFINITY, Double.MAX_VALUE, Float.POSITIVE_INFINITY);
    actual(Double.MIN_VALUE).accepts(Double.MIN_VALUE).rejects(0.0, -Double.MIN_VALUE);
    actual(BigInteger.ONE).accepts(new BigInteger("1")).rejects(1, 1L, BigInteger.TWO);
    BigInteger huge = BigInteger.ONE.shiftLeft(800);
    actual(huge)
        .accepts(huge.add(BigInteger.ZERO))
        .rejects(huge.add(BigInteger.ONE), huge.negate());
    actual(new BigDecimal("1.0"))
        .accepts(new BigDecimal("1.0"))
        .rejects(new BigDecimal("1.00"), BigDecimal.ONE, 1.0, new BigDecimal("10E-1").negate());
    actual(new BigDecimal("1E+3"))
        .accepts(new BigDecimal("1E+3"))
        .rejects(new BigDecimal("1000"), new BigDecimal("1E+4"));
  }

  private void addText() {
    actual("a")
        .accepts("a", new String("a"))
        .rejects("A", "b", "", "aa", " a", "a\u0000", 'a', null);
    actual("").accepts("").rejects(" ", "\u0000", null, new byte[0], List.of(), Tuple.of());
    actual("a\u0000b").accepts("a\u0000b").rejects("a\u0000c", "a");
    actual("a:{b}*\n").accepts("a:{b}*\n").rejects("a:{b}*", "a:{b}\n");
    actual("ü").accepts("\u00fc").rejects("u\u0308", "u", "Ã¼");
    actual("😀").accepts("\uD83D\uDE00").rejects("😁", "?");
    actual('a').accepts('a').rejects("a", 'A', 97);
    actual('\uD800').accepts('\uD800').rejects('\uD801', '?', '\uFFFD');
    for (int length : new int[] {38, 39, 40, 41, 42, 300}) {
      String text = "k".repeat(length);
      actual(text)
          .accepts("k".repeat(length))
          .rejects("k".repeat(length - 1), text + "k", "k".repeat(length - 1) + "l")
          .rejects("l" + "k".repeat(length - 1), text.getBytes(UTF_8));
    }
    String umlauts = "ü".repeat(20);
    actual(umlauts).accepts("ü".repeat(20)).rejects("ü".repeat(19) + "ä", umlauts + "ü");
    String prefix = Samples.LONG_TEXT;
    actual(prefix + "a").accepts(prefix + "a").rejects(prefix + "b", prefix, prefix + "aa");
    actual("a" + prefix).accepts("a" + prefix).rejects("b" + prefix);
    actual(new UUID(1, 2))
        .accepts(new UUID(1, 2))
        .rejects(new UUID(2, 1), new UUID(1, 2).toString());
  }

  private void addBytes() {
    actual(new byte[] {1, 2}).accepts(new byte[] {1, 2});
    actual(new byte[] {1, 2})
        .rejects(new byte[] {1, 3}, new byte[] {1}, new byte[] {1, 2, 0}, "\u0001\u0002")
        .rejects(List.of((byte) 1, (byte) 2), null);
    actual(new byte[0]).accepts(new byte[0]).rejects(new byte[1], "", null, List.of());
    actual(new byte[] {-1, -128}).accepts(new byte[] {-1, -128}).rejects(new byte[] {127, -128});
    for (int length : new int[] {39, 40, 41, 300}) {
      byte[] last = new byte[length];
      last[length - 1] = 1;
      actual(new byte[length]).accepts(new byte[length]).rejects(last, new byte[length + 1]);
    }
  }

  private void addTimes() {
    Instant instant = Instant.ofEpochSecond(1_700_000_000, 123_456_789);
    actual(instant)
        .accepts(Instant.parse(instant.toString()))
        .rejects(instant.plusNanos(1), instant.toString(), instant.toEpochMilli());
    actual(Instant.MIN).accepts(Instant.MIN).rejects(Instant.MAX, Instant.MIN.plusNanos(1));
    actual(Instant.ofEpochSecond(-1, 999_999_999))
        .accepts(Instant.EPOCH.minusNanos(1))
        .rejects(Instant.EPOCH, Instant.EPOCH.plusNanos(1));
    actual(Duration.ofSeconds(90))
        .accepts(Duration.parse("PT1M30S"))
        .rejects(Duration.ofSeconds(-90), Duration.ofSeconds(90, 1), 90L);
    actual(LocalDate.of(2024, 2, 29))
        .accepts(LocalDate.parse("2024-02-29"))
        .rejects(LocalDate.of(2024, 3, 1), "2024-02-29");
    actual(LocalDate.MIN).accepts(LocalDate.MIN).rejects(LocalDate.MAX);
  }

  private void addEnums() {
    actual(Color.RED).accepts(Color.RED).rejects(Color.GREEN, Paint.RED, "RED", 0, null);
    actual(Operator.PLUS).accepts(Operator.PLUS).rejects(Operator.TIMES, "PLUS");
  }

  private void addLists() {
    actual(List.of(1, 2))
        .accepts(List.of(1, 2), new ArrayList<>(List.of(1, 2)), new LinkedList<>(List.of(1, 2)))
        .accepts(Arrays.asList(1, 2))
        .rejects(
            List.of(2, 1), List.of(1), List.of(1, 2, 3), List.of(1L, 2L), Tuple.of(1, 2), null);
    actual(List.of()).accepts(List.of(), new ArrayList<>()).rejects(Tuple.of(), "", new byte[0]);
    actual(Arrays.asList("a", null))
        .accepts(Arrays.asList("a", null))
        .rejects(List.of("a", "null"));
    actual(List.of(new byte[] {1}))
        .accepts(List.of(new byte[] {1}))
        .rejects(List.of(new byte[] {2}));
    actual(List.of(0.0)).accepts(List.of(0.0)).rejects(List.of(-0.0));
    actual(List.of(List.of(1), List.of()))
        .accepts(List.of(List.of(1), List.of()))
        .rejects(List.of(List.of(), List.of(1)), List.of(1));
    List<String> longList = List.of(Samples.LONG_TEXT, "a");
    actual(longList).accepts(new ArrayList<>(longList)).rejects(List.of(Samples.LONG_TEXT, "b"));
  }

  private void addRecords() {
    actual(new Point(1, 2))
        .accepts(new Point(1, 2))
        .rejects(new Point(2, 1), new Offset(1, 2), Tuple.of(1, 2), List.of(1, 2), null);
    actual(new Pair(1, null))
        .accepts(new Pair(1, null))
        .rejects(new Pair(1L, null), new Pair(null, 1), new Pair(1, "null"));
    actual(new Pair(Double.NaN, 0.0))
        .accepts(new Pair(Double.NaN, 0.0))
        .rejects(new Pair(Double.NaN, -0.0));
    actual(new Blob("b", new byte[] {1}))
        .accepts(new Blob("b", new byte[] {1}))
        .rejects(new Blob("b", new byte[] {2}), new Blob("c", new byte[] {1}));
    actual(new Pair(new Point(1, 2), List.of(new Blob("b", new byte[] {1}), Tuple.of(1))))
        .accepts(new Pair(new Point(1, 2), List.of(new Blob("b", new byte[] {1}), Tuple.of(1))))
        .rejects(new Pair(new Point(1, 2), List.of(new Blob("b", new byte[] {1}), Tuple.of(2))))
        .rejects(new Pair(new Offset(1, 2), List.of(new Blob("b", new byte[] {1}), Tuple.of(1))));
    actual(new Nothing()).accepts(new Nothing()).rejects(Tuple.of(), List.of(), null);
    actual(new Word("Go")).accepts(new Word("Go")).rejects(new Word("go"), "Go");
  }
}
