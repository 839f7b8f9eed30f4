package org.tuplespace.redis.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.atLeast;
import static org.tuplespace.Match.atMost;
import static org.tuplespace.Match.between;
import static org.tuplespace.Match.greaterThan;
import static org.tuplespace.Match.lessThan;
import static org.tuplespace.Match.noneOf;
import static org.tuplespace.Match.ofTypes;
import static org.tuplespace.Match.oneOf;
import static org.tuplespace.Match.startsWith;

import java.io.Serializable;
import java.lang.constant.Constable;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.RandomAccess;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.tuplespace.FieldType;
import org.tuplespace.Match;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleCodecException;
import org.tuplespace.redis.AllowedClasses;
import org.tuplespace.redis.codec.RandomValues.Named;
import org.tuplespace.redis.codec.RandomValues.Operation;
import org.tuplespace.redis.codec.RandomValues.Point;

class TemplateEncoderTest {

  private static final AllowedClasses ALLOWED =
      AllowedClasses.jdk().allowPackage("org.tuplespace.redis.codec");

  private static final List<FieldType> TYPES =
      Arrays.stream(FieldType.values())
          .filter(type -> type.isExact() || type == FieldType.NULL || type == FieldType.LIST)
          .filter(type -> type != FieldType.UNREAD)
          .toList();

  private static final List<Class<?>> FORMALS =
      List.of(
          Object.class,
          Number.class,
          Comparable.class,
          Serializable.class,
          Constable.class,
          Cloneable.class,
          CharSequence.class,
          List.class,
          Collection.class,
          Iterable.class,
          RandomAccess.class,
          ArrayList.class,
          Map.class,
          Enum.class,
          Record.class,
          Supplier.class,
          Operation.class,
          ((Object) Operation.WITH_BODY).getClass(),
          TimeUnit.class,
          Point.class,
          Named.class,
          Temporal.class,
          TemporalAmount.class,
          Void.class,
          Object[].class,
          CharSequence[].class,
          Object[][].class,
          Cloneable[].class,
          int[].class,
          AtomicInteger.class);

  private final TupleCodec codec = new TupleCodec(ALLOWED, new FstSerializer(ALLOWED));

  private static List<Object> opaque() {
    return List.of(
        new int[] {1},
        new String[] {"a"},
        new Integer[][] {{1}},
        new byte[][] {{1}},
        new HashMap<>(Map.of(1, 2)),
        new ArrayList<>(List.of(Map.of(1, 2))),
        Tuple.of(new HashMap<>(Map.of("x", "y")), Operation.PLAIN),
        new AtomicInteger(5));
  }

  @Test
  void encode_exactTemplate_keyAlone() {
    EncodedTemplate template =
        codec.encode(Template.of("job", Integer.class, any(), boolean.class, null));

    assertThat(template.arity()).isEqualTo(5);
    assertThat(template.shape()).isEqualTo("VT*TV");
    assertThat(HexFormat.of().formatHex(template.key())).isEqualTo("a36a6f62" + "d2" + "c2" + "c0");
    assertThat(template.exact()).isTrue();
    assertThat(template.key())
        .isEqualTo(codec.keyFor(Codecs.encode(codec, "job", 1, "x", true, null), template.shape()));
  }

  @Test
  void encode_filters_notExact() {
    assertThat(codec.encode(Template.of(Number.class)).exact()).isFalse();
    assertThat(codec.encode(Template.of(List.class)).exact()).isFalse();
    assertThat(codec.encode(Template.of(between(1, 2))).exact()).isFalse();
    assertThat(codec.encode(Template.of(Template.of(any()))).exact()).isFalse();
    assertThat(codec.encode(Template.of(TimeUnit.DAYS)).exact()).isFalse();
    assertThat(codec.encode(Template.of("x".repeat(38))).exact()).isTrue();
    assertThat(codec.encode(Template.of("x".repeat(39))).exact()).isFalse();
    assertThat(codec.encode(Template.of()).exact()).isTrue();
  }

  @Test
  void encode_longActuals_digestInTheKey() {
    for (int n : new int[] {38, 39, 1021, 1022, 65_533, 70_000, 200_000}) {
      Tuple tuple = Tuple.of("x".repeat(n), 1);
      EncodedTemplate template = codec.encode(Template.exactly(tuple));
      EncodedTuple stored = codec.encode(tuple, () -> "blob");
      assertThat(template.key()).isEqualTo(stored.key("VV"));
      assertThat(template.tests()).hasSizeLessThan(65_536 + 200);
      if (stored.blobs().isEmpty()) {
        assertThat(TestsModel.matches(template.tests(), stored.bytes())).isTrue();
      }
    }
  }

  @Test
  void encode_actualOfClassNotAllowed_saysSo() {
    TupleCodec strict =
        new TupleCodec(AllowedClasses.jdk(), new FstSerializer(AllowedClasses.jdk()));
    assertThatExceptionOfType(TupleCodecException.class)
        .isThrownBy(() -> strict.encode(Template.of(1, new Point(1, 2))))
        .withMessageContaining("field 1 holds a " + Point.class.getName());
    assertThat(strict.encode(Template.of(Point.class)).shape()).isEqualTo("*");
  }

  @Test
  void encode_templateNestedTooDeep_saysSo() {
    Template deep = Template.of(1);
    for (int i = 0; i < 5_000; i++) {
      deep = Template.of(deep);
    }
    Template template = deep;
    assertThatExceptionOfType(TupleCodecException.class)
        .isThrownBy(() -> codec.encode(template))
        .withMessageContaining("deeper than 64");
  }

  @Test
  void tests_formals_agreeWithIsInstance() {
    long seed = new Random().nextLong();
    RandomValues values = new RandomValues(new Random(seed));
    List<Object> all = new ArrayList<>(opaque());
    for (int i = 0; i < 300; i++) {
      all.add(values.value(2));
    }
    List<Class<?>> formals = new ArrayList<>(FORMALS);
    for (FieldType type : FieldType.values()) {
      if (type != FieldType.UNREAD) {
        formals.add(type.javaType());
      }
    }
    for (Object value : all) {
      Tuple tuple = Tuple.of(value);
      byte[] stored = codec.encode(tuple, () -> "unused").bytes();
      Tuple decoded = codec.decode(stored, Codecs.NO_BLOBS);
      for (Class<?> formal : formals) {
        Template template = Template.of(formal);
        assertThat(template.matches(decoded)).isEqualTo(template.matches(tuple));
        assertAgrees(template, tuple, stored, seed);
        Template byName = Template.of(Match.instanceOf(formal.getName()));
        assertThat(byName.matches(tuple)).isEqualTo(template.matches(tuple));
        assertAgrees(byName, tuple, stored, seed);
      }
    }
  }

  @Test
  void tests_ranges_agreeWithMatching() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    RandomValues values = new RandomValues(random);
    for (int i = 0; i < 30_000; i++) {
      int kind = random.nextInt(11);
      Object value = random.nextInt(50) == 0 ? values.value(0) : ordered(kind, values, random);
      Object low = bound(kind, values, random);
      Object high = random.nextInt(5) == 0 ? low : bound(kind, values, random);
      Template template =
          Template.of(
              switch (random.nextInt(5)) {
                case 0 -> between(low, high);
                case 1 -> greaterThan(low);
                case 2 -> atLeast(low);
                case 3 -> lessThan(high);
                default -> atMost(high);
              });
      Tuple tuple = Tuple.of(random.nextInt(4) == 0 ? low : value);
      assertAgrees(template, tuple, codec.encode(tuple, () -> "unused").bytes(), seed);
    }
  }

  private static Object bound(int kind, RandomValues values, Random random) {
    Object bound = ordered(kind, values, random);
    return bound instanceof Number n && Double.isNaN(n.doubleValue())
        ? bound(kind, values, random)
        : bound;
  }

  private static Object ordered(int kind, RandomValues values, Random random) {
    return switch (kind) {
      case 0 -> (byte) values.integer();
      case 1 -> (short) values.integer();
      case 2 -> (int) values.integer();
      case 3 -> values.integer();
      case 4 -> (float) values.number();
      case 5 -> values.number();
      case 6 -> (char) random.nextInt(0x10000);
      case 7 -> values.string();
      case 8 -> values.instant();
      case 9 -> java.time.Duration.ofSeconds(values.integer(), random.nextInt(1_000_000_000));
      default -> java.time.LocalDate.ofEpochDay(values.integer() % 300_000_000_000L);
    };
  }

  @Test
  void tests_randomTemplates_agreeWithMatching() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    RandomValues values = new RandomValues(random);
    int matching = 0;
    for (int i = 0; i < 20_000; i++) {
      Tuple tuple = values.tuple(3);
      Template template = template(tuple, values, random);
      byte[] stored = codec.encode(tuple, () -> "unused").bytes();
      assertAgrees(template, tuple, stored, seed);
      matching += template.matches(tuple) ? 1 : 0;
    }
    assertThat(matching).isBetween(2_000, 18_000);
  }

  private static Template template(Tuple tuple, RandomValues values, Random random) {
    Object[] fields = tuple.fields().toArray();
    if (random.nextInt(20) == 0) {
      fields = Arrays.copyOf(fields, fields.length + 1);
    }
    for (int i = 0; i < fields.length; i++) {
      fields[i] = field(fields[i], values, random);
    }
    return Template.of(fields);
  }

  private static Object field(Object value, RandomValues values, Random random) {
    Object other = random.nextInt(3) == 0 ? values.value(1) : value;
    return switch (random.nextInt(9)) {
      case 0 -> random.nextBoolean() ? any() : types(other, random);
      case 1 -> other == null ? any() : FieldType.of(other).javaType();
      case 2 -> FORMALS.get(random.nextInt(FORMALS.size()));
      case 3 -> value instanceof Tuple nested ? template(nested, values, random) : other;
      case 4 -> random.nextBoolean() ? oneOf(values.value(1), other) : noneOf(other, null);
      case 5 -> other instanceof Integer n ? atLeast(n) : any();
      case 6 -> other instanceof String s ? startsWith(s.isEmpty() ? s : prefix(s)) : any();
      default -> other;
    };
  }

  private static Object types(Object value, Random random) {
    List<FieldType> types = new ArrayList<>(TYPES);
    Collections.shuffle(types, random);
    FieldType own = FieldType.of(value);
    return ofTypes(types.get(0), TYPES.contains(own) ? own : types.get(1));
  }

  private static String prefix(String s) {
    return s.substring(0, s.offsetByCodePoints(0, s.codePointCount(0, s.length()) / 2));
  }

  private void assertAgrees(Template template, Tuple tuple, byte[] stored, long seed) {
    boolean expected = template.matches(tuple);
    EncodedTemplate encoded = codec.encode(template);
    assertThat(TestsModel.matches(encoded.tests(), stored))
        .as("%s on %s, seed %s", template, tuple, seed)
        .isEqualTo(expected);
    if (template.arity() == tuple.arity()) {
      boolean sameKey = Arrays.equals(encoded.key(), codec.keyFor(stored, encoded.shape()));
      assertThat(encoded.exact() ? expected == sameKey : !expected || sameKey)
          .as("key of %s on %s, seed %s", template, tuple, seed)
          .isTrue();
    }
  }

  @Test
  void encode_largeListOfConstants_eachNamed() {
    List<Operation> list = Collections.nCopies(3, Operation.WITH_BODY);
    Tuple tuple = Tuple.of(list);
    assertAgrees(Template.exactly(tuple), tuple, codec.encode(tuple, () -> "unused").bytes(), 0);
    assertAgrees(
        Template.of(Collections.nCopies(3, TimeUnit.DAYS)),
        tuple,
        codec.encode(tuple, () -> "unused").bytes(),
        0);
  }
}
