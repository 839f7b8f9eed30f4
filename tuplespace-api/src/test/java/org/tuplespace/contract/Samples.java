package org.tuplespace.contract;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.tuplespace.Tuple;
import org.tuplespace.contract.SampleTypes.Blob;
import org.tuplespace.contract.SampleTypes.Circle;
import org.tuplespace.contract.SampleTypes.Coin;
import org.tuplespace.contract.SampleTypes.Color;
import org.tuplespace.contract.SampleTypes.Drawing;
import org.tuplespace.contract.SampleTypes.Nest;
import org.tuplespace.contract.SampleTypes.Nothing;
import org.tuplespace.contract.SampleTypes.Offset;
import org.tuplespace.contract.SampleTypes.Operator;
import org.tuplespace.contract.SampleTypes.Paint;
import org.tuplespace.contract.SampleTypes.Pair;
import org.tuplespace.contract.SampleTypes.Point;
import org.tuplespace.contract.SampleTypes.Square;
import org.tuplespace.contract.SampleTypes.Version;
import org.tuplespace.contract.SampleTypes.Word;

/** Field values of every type; no two of a list are equal. */
public final class Samples {
  private Samples() {}

  /** 300 characters, which no key holds in full. */
  static final String LONG_TEXT = "0123456789".repeat(30);

  /** Values that can be actuals. */
  public static List<Object> values() {
    return Arrays.asList(
        null,
        true,
        false,
        (byte) 1,
        (short) 1,
        1,
        -1,
        Integer.MIN_VALUE,
        1L,
        Long.MAX_VALUE,
        (1L << 53) + 1,
        1L << 53,
        1.0f,
        Float.NaN,
        1.0,
        0.0,
        -0.0,
        Double.NaN,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        '1',
        '\u0000',
        '\uD800',
        "1",
        "",
        "\u0000",
        "null",
        "?",
        "*",
        "VT*",
        "a:b{c}\n\"d\"\\",
        "ü",
        "u\u0308",
        "😀",
        "\uFFFF",
        "a".repeat(39),
        "a".repeat(40),
        "a".repeat(41),
        LONG_TEXT,
        LONG_TEXT + "x",
        LONG_TEXT + "y",
        "x" + LONG_TEXT,
        new byte[0],
        new byte[] {1},
        new byte[] {'1'},
        new byte[] {-1, 0, 127},
        new byte[40],
        new byte[41],
        LONG_TEXT.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        BigInteger.ONE,
        BigInteger.ONE.negate(),
        BigInteger.ONE.shiftLeft(2000),
        BigInteger.ONE.shiftLeft(2000).add(BigInteger.ONE),
        new BigDecimal("1"),
        new BigDecimal("1.0"),
        new BigDecimal("1.00"),
        new BigDecimal("1E+400"),
        new UUID(0, 1),
        new UUID(1, 0),
        Instant.EPOCH,
        Instant.ofEpochSecond(0, 1),
        Instant.ofEpochSecond(-1, 999_999_999),
        Instant.MAX,
        Instant.MIN,
        Duration.ZERO,
        Duration.ofNanos(-1),
        Duration.ofSeconds(Long.MIN_VALUE),
        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
        LocalDate.EPOCH,
        LocalDate.MAX,
        LocalDate.MIN,
        LocalDate.of(2024, 2, 29),
        Color.RED,
        Color.GREEN,
        Paint.RED,
        Operator.PLUS,
        Operator.TIMES,
        Tuple.of(),
        Tuple.of((Object) null),
        Tuple.of(Tuple.of()),
        Tuple.of(1, 2),
        Tuple.of(1, 2L),
        Tuple.of("a", Tuple.of("b", Tuple.of("c", new byte[] {3}))),
        Tuple.of(LONG_TEXT, LONG_TEXT),
        Tuple.of(LONG_TEXT, LONG_TEXT + "x"),
        List.of(),
        List.of(1, 2),
        List.of(1, 2L),
        Arrays.asList(1, null),
        Collections.singletonList(null),
        List.of(List.of()),
        List.of(Tuple.of()),
        List.of(LONG_TEXT, LONG_TEXT),
        List.of(LONG_TEXT, LONG_TEXT + "x"),
        List.of(new byte[] {1, 2}, Color.RED, new Point(1, 2)),
        new Point(1, 2),
        new Point(2, 1),
        new Offset(1, 2),
        new Version("1", 2),
        new Blob("b", new byte[] {1, 2}),
        new Blob("b", new byte[] {1, 3}),
        new Pair(1, null),
        new Pair(1L, null),
        new Pair(null, 1),
        new Pair(new Pair(1, 2), List.of(Tuple.of(1))),
        new Nest(Tuple.of(1), List.of("x"), new Point(0, 0)),
        new Nest(Tuple.of(1), List.of("x"), null),
        new Nothing(),
        new Word("Go"),
        new Word("go"));
  }

  /** Opaque objects, which only a class, a wildcard or {@code noneOf} matches. */
  public static List<Object> opaques() {
    return List.of(
        new Circle(1.0),
        new Coin(1.0),
        new Square(2.0),
        new Drawing("one", new Circle(3.0)),
        List.of(new Circle(1.0), 5));
  }
}
