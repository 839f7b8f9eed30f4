package org.tuplespace.redis.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.tuplespace.Tuple;

/** Random values of all value types, with a liking for edges. */
final class RandomValues {

  record Point(int x, double y) {}

  record Named(String name, List<Object> parts, Object any) {}

  enum Operation implements Supplier<String> {
    PLAIN,
    WITH_BODY {
      @Override
      public String get() {
        return "body";
      }
    };

    @Override
    public String get() {
      return "plain";
    }
  }

  private final Random random;

  RandomValues(Random random) {
    this.random = random;
  }

  Tuple tuple(int depth) {
    Object[] fields = new Object[random.nextInt(6)];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = value(depth);
    }
    return Tuple.of(fields);
  }

  Object value(int depth) {
    if (depth > 0 && random.nextInt(4) == 0) {
      return switch (random.nextInt(3)) {
        case 0 -> tuple(depth - 1);
        case 1 -> list(depth - 1);
        default -> new Named(string(), list(depth - 1), value(depth - 1));
      };
    }
    return switch (random.nextInt(21)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> (byte) integer();
      case 3 -> (short) integer();
      case 4 -> (int) integer();
      case 5 -> integer();
      case 6 -> (float) number();
      case 7 -> number();
      case 8 -> (char) random.nextInt(0x10000);
      case 9, 10 -> string();
      case 11 -> bytes();
      case 12 -> new BigInteger(random.nextInt(200), random).subtract(BigInteger.TEN);
      case 13 -> new BigDecimal(new BigInteger(random.nextInt(99), random), (int) integer());
      case 14 -> new UUID(integer(), integer());
      case 15 -> instant();
      case 16 -> Duration.ofSeconds(integer(), random.nextInt(1_000_000_000));
      case 17 -> LocalDate.ofEpochDay(integer() % 300_000_000_000L);
      case 18 -> pick(TimeUnit.values());
      case 19 -> pick(Operation.values());
      default -> new Point((int) integer(), number());
    };
  }

  private List<Object> list(int depth) {
    List<Object> list = new ArrayList<>();
    int n = random.nextInt(random.nextInt(20) == 0 ? 40 : 5);
    for (int i = 0; i < n; i++) {
      list.add(value(depth));
    }
    return list;
  }

  long integer() {
    long[] edges = {0, 1, -1, 127, 128, -128, -129, 255, 65536, Long.MIN_VALUE, Long.MAX_VALUE};
    return switch (random.nextInt(3)) {
      case 0 -> edges[random.nextInt(edges.length)];
      case 1 -> random.nextInt(1000) - 500;
      default -> random.nextLong() >> random.nextInt(64);
    };
  }

  double number() {
    double[] edges = {
      0.0,
      -0.0,
      1,
      -1,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MIN_VALUE,
      -Double.MIN_VALUE,
      Double.MAX_VALUE,
      Float.MIN_VALUE,
      Float.MAX_VALUE
    };
    return random.nextBoolean()
        ? edges[random.nextInt(edges.length)]
        : Double.longBitsToDouble(random.nextLong());
  }

  String string() {
    StringBuilder s = new StringBuilder();
    int n = random.nextInt(random.nextInt(10) == 0 ? 400 : 6);
    int[] bounds = {0x80, 0x800, 0xd800, 0x110000};
    int bound = bounds[random.nextInt(bounds.length)];
    for (int i = 0; i < n; i++) {
      int c = random.nextInt(bound);
      s.appendCodePoint(c >= 0xd800 && c < 0xe000 ? 0xfffd : c);
    }
    return s.toString();
  }

  Instant instant() {
    long range = Instant.MAX.getEpochSecond();
    return Instant.ofEpochSecond(integer() % range, random.nextInt(1_000_000_000));
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(random.nextInt(10) == 0 ? 300 : 8)];
    random.nextBytes(bytes);
    return bytes;
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
