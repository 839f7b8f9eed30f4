package org.tuplespace.redis.cli.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.tuplespace.Tuple;

/** Tuples of all types that have a text form. */
final class RandomTuples {

  private final Random random;

  RandomTuples(long seed) {
    this.random = new Random(seed);
  }

  Tuple next() {
    return tuple(0);
  }

  private Tuple tuple(int depth) {
    return Tuple.of(values(depth).toArray());
  }

  private List<Object> values(int depth) {
    List<Object> values = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      values.add(value(depth));
    }
    return values;
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth < 3 ? 19 : 17)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> (byte) random.nextInt();
      case 3 -> (short) random.nextInt();
      case 4 -> random.nextInt();
      case 5 -> random.nextLong();
      case 6 -> Float.intBitsToFloat(random.nextInt());
      case 7 -> Double.longBitsToDouble(random.nextLong());
      case 8 -> (char) random.nextInt(0x3000);
      case 9, 10 -> text();
      case 11 -> bytes();
      case 12 -> new BigInteger(random.nextInt(200), random);
      case 13 -> new BigDecimal(new BigInteger(70, random), random.nextInt(40) - 20);
      case 14 -> new UUID(random.nextLong(), random.nextLong());
      case 15 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
      case 16 ->
          random.nextBoolean()
              ? Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000))
              : LocalDate.ofEpochDay(random.nextInt(100_000));
      case 17 -> tuple(depth + 1);
      default -> values(depth + 1);
    };
  }

  private String text() {
    String[] awkward = {"?", "?int", "1..2", "42", "null", "b64:x", "(a)", "\"", "\\", "-x", "@a"};
    if (random.nextInt(3) == 0) {
      return awkward[random.nextInt(awkward.length)];
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      int point = random.nextInt(random.nextBoolean() ? 128 : 0x11000);
      text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? 'x' : point);
    }
    return text.toString();
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }
}
