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
