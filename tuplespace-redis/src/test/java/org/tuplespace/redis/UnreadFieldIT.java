package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.instanceOf;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tuplespace.FieldType;
import org.tuplespace.LocalTupleSpace;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleCodecException;
import org.tuplespace.TupleSpace;
import org.tuplespace.UnreadField;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

/** What comes of objects whose classes a client may not read. */
@Timeout(60)
class UnreadFieldIT {

  interface Shape {}

  /** An opaque object. */
  static final class Circle implements Shape, Serializable {
    private static final long serialVersionUID = 1L;
    final int radius;

    Circle(int radius) {
      this.radius = radius;
    }
  }

  enum Color {
    RED,
    BLUE {
      @Override
      public String toString() {
        return "azure";
      }
    }
  }

  record Point(int x, Color color) implements Shape {}

  /** Its component can hold what is left unread. */
  record Box(Object content) {}

  private final String name = TestSpaces.name("unread");
  private TupleSpace owner;
  private TupleSpace looker;

  @BeforeEach
  void connect() {
    owner = builder(name).allowPackage("org.tuplespace").connect();
    looker = builder(name).keepUnreadable().connect();
  }

  @AfterEach
  void drop() {
    looker.close();
    owner.drop();
  }

  private static TupleSpaceBuilder builder(String space) {
    return TupleSpaces.builder().url(RedisForTests.url()).name(space);
  }

  private static List<Tuple> samples() {
    Map<String, Object> map = new HashMap<>(Map.of("circle", new Circle(3), "n", 1));
    return List.of(
        Tuple.of("plain", 1, null, List.of(1, 2L)),
        Tuple.of("enum", Color.RED, Color.BLUE),
        Tuple.of("record", new Point(1, Color.BLUE)),
        Tuple.of("opaque", new Circle(7)),
        Tuple.of("nested", Tuple.of(1, Tuple.of(Color.RED, "x", new Circle(1)), 'c'), Color.BLUE),
        Tuple.of("list", List.of(Color.RED, 1, List.of(new Point(2, Color.RED))), 5),
        Tuple.of("opaque list", new ArrayList<>(List.of(new Circle(1), Color.RED))),
        Tuple.of("jdk", TimeUnit.DAYS, new StringBuilder("readable")),
        Tuple.of("map", map),
        Tuple.of("array", new Point[] {new Point(1, Color.RED)}, new int[] {1}),
        Tuple.of(
            "large", new byte[100_000], new Circle(9), List.of(Color.BLUE, "x".repeat(99_000))));
  }

  @Test
  void withoutTheOption_isAnError() {
    owner.out("opaque", new Circle(7));
    try (TupleSpace strict = builder(name).connect()) {
      assertThatThrownBy(() -> strict.rdp("opaque", any()))
          .isInstanceOf(TupleCodecException.class)
          .hasMessageContainingAll("field 1", "Circle", "allow");
    }
  }

  @Test
  void keepUnreadable_leavesWhatCantBeRead_andReadsTheRest() {
    samples().forEach(owner::out);
    Map<String, Tuple> seen = new HashMap<>();
    looker.stream().forEach(tuple -> seen.put(tuple.getString(0), tuple));

    assertThat(seen.get("plain")).isEqualTo(samples().get(0));
    Tuple colors = seen.get("enum");
    assertThat(colors.type(1)).isEqualTo(FieldType.UNREAD);
    UnreadField blue = colors.get(2, UnreadField.class);
    assertThat(blue.className()).isEqualTo(Color.class.getName());
    assertThat(blue.isInstanceOf(Color.class.getName())).isTrue();
    assertThat(blue.isInstanceOf(Color.BLUE.getClass().getName())).isTrue();
    assertThat(blue.isInstanceOf("java.lang.Enum")).isTrue();
    assertThat(blue.isInstanceOf("java.lang.Record")).isFalse();
    assertThat(blue)
        .isNotEqualTo(colors.get(1))
        .hasToString(
            "<org.tuplespace.redis.UnreadFieldIT$Color, " + blue.bytes().length + " bytes>");
    assertThat(seen.get("record").get(1, UnreadField.class).className())
        .isEqualTo(Point.class.getName());
    Tuple nested = seen.get("nested");
    assertThat(nested.getTuple(1).getInt(0)).isEqualTo(1);
    assertThat(nested.getTuple(1).getTuple(1).get(0)).isEqualTo(colors.get(1));
    assertThat(nested.getTuple(1).getTuple(1).get(2)).isInstanceOf(UnreadField.class);
    assertThat(nested.get(2)).isEqualTo(blue);
    List<?> list = seen.get("list").getList(1);
    assertThat(list.get(0)).isEqualTo(colors.get(1));
    assertThat(((List<?>) list.get(2)).get(0)).isInstanceOf(UnreadField.class);
    assertThat(seen.get("list").getInt(2)).isEqualTo(5);
    assertThat(seen.get("jdk").get(1)).isEqualTo(TimeUnit.DAYS);
    assertThat(seen.get("jdk").get(2, StringBuilder.class)).hasToString("readable");
    assertThat(seen.get("map").get(1, UnreadField.class).className())
        .isEqualTo("java.util.HashMap");
    assertThat(seen.get("large").getBytes(1)).hasSize(100_000);
    assertThat(seen.get("large").get(2)).isInstanceOf(UnreadField.class);
  }

  /** What lies in Redis of the space, in order. */
  private static List<String> stored(String space) {
    try (TupleSpace all = builder(space).keepAllUnread().connect()) {
      return all.stream().map(UnreadFieldIT::bytesOf).toList();
    }
  }

  private static String bytesOf(Tuple tuple) {
    StringBuilder text = new StringBuilder();
    for (Object field : tuple.fields()) {
      text.append(
          field instanceof UnreadField unread
              ? java.util.HexFormat.of().formatHex(unread.bytes())
              : field instanceof byte[] bytes ? "bytes " + bytes.length : field);
      text.append('|');
    }
    return text.toString();
  }

  @Test
  void putBack_isStoredAsItWas_andReadByWhoHasTheClass() {
    samples().forEach(owner::out);
    for (boolean all : new boolean[] {false, true}) {
      String copy = TestSpaces.name("unread-copy");
      TupleSpaceBuilder told = builder(copy);
      try (TupleSpace target = (all ? told.keepAllUnread() : told.keepUnreadable()).connect();
          TupleSpace source =
              (all ? builder(name).keepAllUnread() : builder(name).keepUnreadable()).connect();
          TupleSpace reader = builder(copy).allowPackage("org.tuplespace").connect()) {
        source.stream().forEach(target::out);
        assertThat(stored(copy)).isEqualTo(stored(name));
        assertThat(reader.rdp("enum", Color.RED, Color.BLUE)).isPresent();
        assertThat(reader.rdp("record", new Point(1, Color.BLUE))).isPresent();
        assertThat(reader.rdp("record", Shape.class)).isPresent();
        assertThat(reader.rdp("opaque", Shape.class).orElseThrow().get(1, Circle.class).radius)
            .isEqualTo(7);
        assertThat(reader.rdp("list", List.of(Color.RED, 1, List.of(new Point(2, Color.RED))), 5))
            .isPresent();
        assertThat(
                reader.rdp(
                    "nested",
                    Template.of(1, Template.of(Color.RED, any(), Circle.class), 'c'),
                    Color.BLUE))
            .isPresent();
        assertThat(reader.rdp("large", any(), Circle.class, any())).isPresent();
        target.drop();
      }
    }
  }

  @Test
  void unreadFields_areActuals() {
    samples().forEach(owner::out);
    for (String each : List.of("enum", "record", "nested", "list", "opaque")) {
      Tuple seen = looker.stream().filter(t -> t.get(0).equals(each)).findFirst().orElseThrow();
      assertThat(looker.rdp(Template.exactly(seen))).contains(seen);
      assertThat(looker.inp(Template.exactly(seen))).contains(seen);
      assertThat(owner.count(each, any())).isZero();
      looker.out(seen);
      assertThat(looker.inp(Template.exactly(seen))).contains(seen);
    }
  }

  @Test
  void classesByName_matchWithoutTheClass() {
    samples().forEach(owner::out);
    assertThat(looker.rdp("opaque", instanceOf(Shape.class.getName()))).isPresent();
    assertThat(looker.rdp("record", instanceOf(Shape.class.getName()))).isPresent();
    assertThat(looker.rdp(any(), instanceOf(Circle.class.getName())).orElseThrow().get(0))
        .isEqualTo("opaque");
    assertThat(looker.count(any(), instanceOf("com.example.None"))).isZero();
    assertThat(looker.count("plain", instanceOf("java.lang.Integer"), any(), any())).isEqualTo(1);
    assertThat(looker.stats().shapes()).anyMatch(shape -> shape.pattern().equals("VT**"));
  }

  @Test
  void inALocalSpace_matchAsTheObjectsDo() {
    samples().forEach(owner::out);
    try (TupleSpace local = new LocalTupleSpace("copy")) {
      looker.collect(Template.of(any(), any()), local);
      assertThat(local.rdp("opaque", instanceOf(Shape.class.getName()))).isPresent();
      assertThat(local.rdp("opaque", Shape.class)).isPresent();
      assertThat(local.rdp("opaque", Serializable.class)).isPresent();
      assertThat(local.rdp("record", Record.class)).isPresent();
      assertThat(local.rdp("record", Enum.class)).isEmpty();
      Tuple record = local.rdp("record", any()).orElseThrow();
      assertThat(local.inp(Template.exactly(record))).contains(record);
      local.collect(Template.of(any(), any()), looker);
    }
    assertThat(owner.rdp("opaque", Circle.class)).isPresent();
  }

  @Test
  void aRecordAroundWhatCantBeRead_isPutBackAsItWas() {
    owner.out("box", new Box(Color.RED));
    try (TupleSpace some = builder(name).allow(Box.class).keepUnreadable().connect()) {
      Tuple seen = some.inp("box", any()).orElseThrow();
      assertThat(seen.get(1, Box.class).content()).isInstanceOf(UnreadField.class);
      some.out(seen);
    }
    assertThat(owner.rdp("box", new Box(Color.RED))).isPresent();
  }

  @Test
  void unreadField_ofKeptBytes_isEqual_andOthersAreRefused() {
    samples().forEach(owner::out);
    looker.stream()
        .flatMap(tuple -> tuple.fields().stream())
        .filter(UnreadField.class::isInstance)
        .map(UnreadField.class::cast)
        .forEach(
            field -> {
              byte[] bytes = field.bytes();
              UnreadField again = TupleSpaces.unreadField(field.className(), bytes);
              assertThat(again).isEqualTo(field).hasSameHashCodeAs(field);
              assertThat(again.isInstanceOf("java.io.Serializable"))
                  .isEqualTo(field.isInstanceOf("java.io.Serializable"));
              assertThatIllegalArgumentException()
                  .isThrownBy(() -> TupleSpaces.unreadField("com.example.Other", bytes))
                  .withMessageContaining(field.className());
              for (int cut = 0; cut < bytes.length; cut += 1 + bytes.length / 50) {
                byte[] less = java.util.Arrays.copyOf(bytes, cut);
                assertThatIllegalArgumentException()
                    .isThrownBy(() -> TupleSpaces.unreadField(field.className(), less));
              }
            });
    byte[] number = {(byte) 0xd2, 0, 0, 0, 1, (byte) 0x90};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TupleSpaces.unreadField("java.lang.Integer", number))
        .withMessageContaining("no object");
    assertThatThrownBy(() -> looker.out("x", UnreadField.of(List.of("com.example.X"), number)))
        .isInstanceOf(TupleCodecException.class);
  }

  @Test
  void unreadFieldAsAFormal_isAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Template.of(UnreadField.class))
        .withMessageContaining("instanceOf");
  }
}
