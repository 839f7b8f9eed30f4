package org.tuplespace.contract;

import java.io.Serializable;
import java.lang.constant.ConstantDesc;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.chrono.ChronoLocalDate;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tuplespace.Match;
import org.tuplespace.Tuple;
import org.tuplespace.contract.MatchingCases.Rule;
import org.tuplespace.contract.SampleTypes.Blob;
import org.tuplespace.contract.SampleTypes.Calculation;
import org.tuplespace.contract.SampleTypes.Circle;
import org.tuplespace.contract.SampleTypes.Coin;
import org.tuplespace.contract.SampleTypes.Color;
import org.tuplespace.contract.SampleTypes.Drawing;
import org.tuplespace.contract.SampleTypes.Figure;
import org.tuplespace.contract.SampleTypes.Located;
import org.tuplespace.contract.SampleTypes.Operator;
import org.tuplespace.contract.SampleTypes.Paint;
import org.tuplespace.contract.SampleTypes.Pair;
import org.tuplespace.contract.SampleTypes.Point;
import org.tuplespace.contract.SampleTypes.Round;
import org.tuplespace.contract.SampleTypes.Square;
import org.tuplespace.contract.SampleTypes.Version;

/** A class accepts its instances, as Java has it, and never null; a wildcard accepts all. */
final class FormalCases {
  private final List<MatchingCase> cases;

  private FormalCases(List<MatchingCase> cases) {
    this.cases = cases;
  }

  static void addTo(List<MatchingCase> cases) {
    FormalCases table = new FormalCases(cases);
    table.addWildcard();
    table.addExactTypes();
    table.addSupertypes();
    table.addContainers();
    table.addEnumsAndRecords();
    table.addOpaques();
    table.addAllByName();
  }

  private Rule formal(Class<?> type) {
    return new Rule(cases, "formal", type);
  }

  private void addWildcard() {
    new Rule(cases, "wildcard", Match.any())
        .accepts(null, 1, "", Samples.LONG_TEXT, new byte[0], Double.NaN, Color.RED, Tuple.of())
        .accepts(List.of(), new Point(1, 2), new Circle(1), Operator.PLUS, '\uD800');
  }

  private void addExactTypes() {
    formal(Integer.class).accepts(1, 0, Integer.MIN_VALUE).rejects(1L, (short) 1, 1.0, "1", null);
    formal(int.class).accepts(1).rejects(1L, null);
    formal(long.class).accepts(1L).rejects(1, null);
    formal(boolean.class).accepts(true, false).rejects("true", 1, null);
    formal(char.class).accepts('a', '\uDFFF').rejects("a", 97, null);
    formal(double.class).accepts(1.0, Double.NaN).rejects(1.0f, 1);
    formal(Long.class).accepts(Long.MIN_VALUE).rejects(1, BigInteger.ONE);
    formal(Byte.class).accepts((byte) 1).rejects(1, (short) 1, new byte[] {1});
    formal(Short.class).accepts((short) 1).rejects((byte) 1, 1);
    formal(Float.class).accepts(1f, Float.NaN).rejects(1.0, 1);
    formal(Double.class).accepts(-0.0, Double.MAX_VALUE).rejects(0f, 0L, null);
    formal(String.class)
        .accepts("", "a", Samples.LONG_TEXT)
        .rejects('a', null, new byte[0], Color.RED);
    formal(byte[].class)
        .accepts(new byte[0], new byte[300])
        .rejects("", List.of((byte) 1), (byte) 1);
    formal(BigInteger.class).accepts(BigInteger.TEN).rejects(BigDecimal.TEN, 10L);
    formal(BigDecimal.class).accepts(BigDecimal.TEN).rejects(BigInteger.TEN, 10.0);
    formal(UUID.class).accepts(new UUID(0, 0)).rejects(new UUID(0, 0).toString());
    formal(Instant.class).accepts(Instant.EPOCH).rejects(LocalDate.EPOCH, 0L);
    formal(Duration.class).accepts(Duration.ZERO).rejects(Instant.EPOCH, 0L);
    formal(LocalDate.class).accepts(LocalDate.EPOCH).rejects(Instant.EPOCH);
  }

  /** A class by its name accepts what the class does. */
  private void addAllByName() {
    for (MatchingCase each : List.copyOf(cases)) {
      if (each.rule().equals("formal")) {
        Object byName = Match.instanceOf(((Class<?>) each.fields().get(0)).getName());
        cases.add(
            new MatchingCase("formal by name", List.of(byName), each.values(), each.matches()));
      }
    }
    new Rule(cases, "formal by name, of no class here", Match.instanceOf("com.example.Shape"))
        .rejects(1, "com.example.Shape", Color.RED, new Circle(1), new Point(1, 2), null);
  }

  private void addSupertypes() {
    formal(Object.class)
        .accepts(
            1, "", new byte[0], Tuple.of(), List.of(), Color.RED, new Point(0, 0), new Circle(1))
        .rejects((Object) null);
    formal(Number.class)
        .accepts((byte) 1, (short) 1, 1, 1L, 1f, 1.0, BigInteger.ONE, BigDecimal.ONE)
        .rejects("1", '1', true, null, Instant.EPOCH);
    formal(Comparable.class)
        .accepts(1, 1L, 1.0, "a", 'a', true, BigInteger.ONE, BigDecimal.ONE, new UUID(0, 0))
        .accepts(Instant.EPOCH, Duration.ZERO, LocalDate.EPOCH, Color.RED, Operator.PLUS)
        .rejects(new byte[0], List.of(), Tuple.of(), new Point(0, 0), new Circle(1), null);
    formal(Serializable.class)
        .accepts(1, "a", 'a', true, new byte[0], BigDecimal.ONE, LocalDate.EPOCH, Color.RED)
        .accepts(new Version("a", 1), new Circle(1), List.of(1))
        .rejects(Tuple.of(), new Point(0, 0), new Pair(1, 2), null);
    formal(CharSequence.class).accepts("", Samples.LONG_TEXT).rejects('a', 1, null, new byte[0]);
    formal(Cloneable.class).accepts(new byte[0]).rejects("", 1, List.of());
    formal(ConstantDesc.class).accepts(1, 1L, 1f, 1.0, "a").rejects((byte) 1, true, 'a', Color.RED);
    formal(Temporal.class)
        .accepts(Instant.EPOCH, LocalDate.EPOCH)
        .rejects(Duration.ZERO, 0L, new UUID(0, 0));
    formal(TemporalAmount.class).accepts(Duration.ZERO).rejects(Instant.EPOCH, LocalDate.EPOCH);
    formal(ChronoLocalDate.class).accepts(LocalDate.EPOCH).rejects(Instant.EPOCH);
    formal(Runnable.class).rejects(1, "a", new Circle(1), Operator.PLUS, List.of(), null);
    formal(Void.class).rejects(null, 1, "");
  }

  private void addContainers() {
    formal(Tuple.class)
        .accepts(Tuple.of(), Tuple.of(1, Tuple.of(2)))
        .rejects(List.of(), null, new Point(1, 2));
    formal(List.class)
        .accepts(List.of(), new ArrayList<>(List.of(1)), List.of(List.of()))
        .accepts(List.of(new Circle(1)))
        .rejects(Tuple.of(), new byte[0], "", null);
    formal(Collection.class).accepts(List.of(), List.of(1)).rejects(Tuple.of(), null);
    formal(Iterable.class).accepts(List.of(), List.of(1)).rejects(Tuple.of(), "abc", null);
    // A list is a value: which class it had when it was put is not kept.
    formal(ArrayList.class).rejects(new ArrayList<>(), new ArrayList<>(List.of(1)), List.of());
    formal(Map.class).accepts(new HashMap<>(Map.of("a", 1))).rejects(List.of(), Tuple.of(), null);
    formal(HashMap.class).accepts(new HashMap<>(Map.of("a", 1))).rejects(List.of());
    formal(int[].class).accepts(new int[] {1}).rejects(new byte[] {1}, new long[] {1}, List.of(1));
    formal(Object[].class)
        .accepts((Object) new String[] {"a"})
        .rejects(new int[] {1}, List.of("a"));
  }

  @SuppressWarnings("GetClassOnEnum") // the class of the constant is what it is about
  private void addEnumsAndRecords() {
    formal(Color.class).accepts(Color.RED, Color.BLUE).rejects(Paint.RED, "RED", 0, null);
    formal(Enum.class)
        .accepts(Color.RED, Paint.RED, Operator.PLUS)
        .rejects("RED", new Point(0, 0), null);
    formal(Operator.class).accepts(Operator.PLUS, Operator.TIMES).rejects(Color.RED, null);
    formal(Operator.PLUS.getClass()).accepts(Operator.PLUS).rejects(Operator.TIMES, Color.RED);
    formal(Calculation.class).accepts(Operator.PLUS).rejects(Color.RED, new Point(0, 0), null);
    formal(Point.class).accepts(new Point(1, 2)).rejects(new Pair(1, 2), Tuple.of(1, 2), null);
    formal(Record.class)
        .accepts(new Point(1, 2), new Blob("b", new byte[1]), new Drawing("d", new Circle(1)))
        .rejects(Tuple.of(), Color.RED, new Circle(1), null);
    formal(Located.class).accepts(new Point(1, 2)).rejects(new Pair(1, 2), new Circle(1), null);
  }

  private void addOpaques() {
    formal(Circle.class)
        .accepts(new Circle(1), new Coin(1))
        .rejects(new Square(1), new Drawing("d", new Circle(1)), null, "Circle");
    formal(Coin.class).accepts(new Coin(1)).rejects(new Circle(1));
    formal(Figure.class)
        .accepts(new Circle(1), new Coin(1), new Square(1))
        .rejects(new Drawing("d", new Circle(1)), new Point(0, 0), List.of(new Circle(1)), null);
    formal(Round.class).accepts(new Circle(1), new Coin(1)).rejects(new Square(1), new Point(0, 0));
    formal(Drawing.class).accepts(new Drawing("d", new Square(1))).rejects(new Square(1));
  }
}
