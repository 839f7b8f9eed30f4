package org.tuplespace.redis.codec;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.tuplespace.FieldType;

/**
 * Byte strings that compare, byte by byte, as the values of one type do; scripts compare these,
 * since their numbers end at 2^53.
 */
final class OrderKey {

  private OrderKey() {}

  static byte[] of(FieldType type, Object value) {
    return switch (type) {
      case BYTE -> signed((Byte) value, 1);
      case SHORT -> signed((Short) value, 2);
      case INTEGER -> signed((Integer) value, 4);
      case LONG -> signed((Long) value, 8);
      case FLOAT -> {
        float f = (Float) value;
        yield ieee(Float.floatToIntBits(f == 0 ? 0f : f), 4);
      }
      case DOUBLE -> {
        double d = (Double) value;
        yield ieee(Double.doubleToLongBits(d == 0 ? 0d : d), 8);
      }
      case CHARACTER -> new Output().bigEndian((Character) value, 2).toByteArray();
      case STRING -> ((String) value).getBytes(StandardCharsets.UTF_8);
      case INSTANT -> {
        Instant instant = (Instant) value;
        yield seconds(instant.getEpochSecond(), instant.getNano());
      }
      case DURATION -> {
        Duration duration = (Duration) value;
        yield seconds(duration.getSeconds(), duration.getNano());
      }
      case LOCAL_DATE -> signed(((LocalDate) value).toEpochDay(), 8);
      default -> throw new IllegalArgumentException("a " + type + " has no order");
    };
  }

  /** The value that has this key. */
  static Object value(FieldType type, byte[] key) {
    if (type == FieldType.STRING) {
      return new String(key, StandardCharsets.UTF_8);
    }
    Input in = new Input(key);
    if (type == FieldType.CHARACTER) {
      return (char) in.bigEndian(2);
    }
    if (type == FieldType.FLOAT || type == FieldType.DOUBLE) {
      return key[0] < 0 ? floating(type, flipped(key)) : floating(type, inverted(key));
    }
    Input whole = flipped(key);
    return switch (type) {
      case BYTE -> (byte) whole.bigEndian(1);
      case SHORT -> (short) whole.bigEndian(2);
      case INTEGER -> whole.int32();
      case LONG -> whole.bigEndian(8);
      case INSTANT -> Instant.ofEpochSecond(whole.bigEndian(8), whole.int32());
      case DURATION -> Duration.ofSeconds(whole.bigEndian(8), whole.int32());
      case LOCAL_DATE -> LocalDate.ofEpochDay(whole.bigEndian(8));
      default -> throw new IllegalArgumentException("a " + type + " has no order");
    };
  }

  private static Object floating(FieldType type, Input bits) {
    return type == FieldType.FLOAT
        ? (Object) Float.intBitsToFloat(bits.int32())
        : Double.longBitsToDouble(bits.bigEndian(8));
  }

  private static Input flipped(byte[] key) {
    return new Input(flipTop(key.clone()));
  }

  private static Input inverted(byte[] key) {
    byte[] inverted = key.clone();
    for (int i = 0; i < inverted.length; i++) {
      inverted[i] = (byte) ~inverted[i];
    }
    return new Input(inverted);
  }

  private static byte[] signed(long value, int width) {
    return flipTop(new Output().bigEndian(value, width).toByteArray());
  }

  /** The more negative, the larger the bits below the sign, so these are inverted. */
  private static byte[] ieee(long bits, int width) {
    return bits < 0 ? new Output().bigEndian(~bits, width).toByteArray() : signed(bits, width);
  }

  private static byte[] seconds(long seconds, int nanos) {
    return flipTop(new Output().bigEndian(seconds, 8).bigEndian(nanos, 4).toByteArray());
  }

  private static byte[] flipTop(byte[] bytes) {
    bytes[0] ^= (byte) 0x80;
    return bytes;
  }
}
