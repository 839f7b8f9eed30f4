package org.tuplespace.contract;

import static org.tuplespace.Match.any;
import static org.tuplespace.Match.atLeast;
import static org.tuplespace.Match.between;
import static org.tuplespace.Match.lessThan;
import static org.tuplespace.Match.noneOf;
import static org.tuplespace.Match.ofTypes;
import static org.tuplespace.Match.oneOf;
import static org.tuplespace.Match.startsWith;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.tuplespace.FieldType;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

/** Tuples of a small random pool of values, and templates that match some of them. */
final class RandomOperands {
  private static final List<Object> HEADS = List.of("a", "b", Samples.LONG_TEXT + "x");
  private static final List<Class<?>> SUPERTYPES =
      List.of(Object.class, Comparable.class, Number.class, CharSequence.class, Record.class);

  private final Random random;
  private final List<Object> pool = new ArrayList<>();

  RandomOperands(Random random) {
    this.random = random;
    List<Object> values = Samples.values();
    for (int i = 0; i < 5; i++) {
      pool.add(values.get(random.nextInt(values.size())));
    }
    pool.add(random.nextInt(3));
    pool.add(null);
    if (random.nextInt(4) == 0) {
      pool.add(Samples.opaques().get(random.nextInt(Samples.opaques().size())));
    }
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  Tuple tuple() {
    int arity = arity();
    Object[] fields = new Object[arity];
    for (int i = 0; i < arity; i++) {
      fields[i] = i == 0 ? pick(HEADS) : pick(pool);
    }
    return Tuple.of(fields);
  }

  List<Tuple> tuples(int min, int max) {
    return IntStream.range(0, min + random.nextInt(max - min + 1)).mapToObj(i -> tuple()).toList();
  }

  private int arity() {
    int dice = random.nextInt(20);
    return dice == 0 ? 0 : dice < 3 ? 1 : dice < 14 ? 2 : dice < 18 ? 3 : 4;
  }

  /** A template that matches some tuple that {@link #tuple} could make. */
  Template template() {
    Tuple tuple = tuple();
    Object[] fields = new Object[tuple.arity()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = field(tuple.get(i), tuple.type(i));
    }
    return Template.of(fields);
  }

  List<Template> templates() {
    return IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> template()).toList();
  }

  private Object field(Object value, FieldType type) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> type == FieldType.OPAQUE ? classOf(value) : value;
      case 4, 5 -> any();
      case 6, 7 -> classOf(value);
      case 8 -> value == null ? oneOf(null, 1) : supertypeOf(value);
      default -> filter(value, type);
    };
  }

  private static Object classOf(Object value) {
    if (value == null) {
      return any();
    }
    return value instanceof List ? List.class : value.getClass();
  }

  private Class<?> supertypeOf(Object value) {
    List<Class<?>> candidates =
        SUPERTYPES.stream().filter(candidate -> candidate.isInstance(value)).toList();
    return pick(candidates);
  }

  private Object filter(Object value, FieldType type) {
    Object other = pick(List.of(1, "1", 2L, Tuple.of(), 'x'));
    return switch (type) {
      case OPAQUE -> noneOf(other);
      case INTEGER -> random.nextBoolean() ? between(0, 1) : lessThan(2);
      case LONG, SHORT, BYTE, CHARACTER, INSTANT, DURATION, LOCAL_DATE -> atLeast(value);
      case STRING -> startsWith(value.toString().isEmpty() ? "" : prefixOf((String) value));
      case TUPLE -> nested((Tuple) value);
      case NULL, DOUBLE, BYTES -> ofTypes(type, FieldType.TUPLE);
      default -> random.nextInt(3) == 0 ? noneOf(other, null) : oneOf(other, value);
    };
  }

  private String prefixOf(String text) {
    int length = 1 + random.nextInt(text.length());
    return Character.isHighSurrogate(text.charAt(length - 1)) ? text : text.substring(0, length);
  }

  private Template nested(Tuple tuple) {
    Object[] fields = tuple.fields().toArray();
    for (int i = 0; i < fields.length; i++) {
      if (random.nextBoolean()) {
        fields[i] = any();
      }
    }
    return Template.of(fields);
  }
}
