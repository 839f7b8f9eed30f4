package org.tuplespace.redis.cli.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tuplespace.UnreadField;
import org.tuplespace.redis.TupleSpaces;

/**
 * Words that are values: {@code 42} is an Integer, {@code 42L} a Long, {@code 2.5} a Double, {@code
 * 2.5f} a Float, and so are {@code true}, {@code false} and {@code null}; {@code name:text} is a
 * value of a type that is named. Anything else is a String.
 *
 * <p>A number with leading zeros or a plus is a String too, since it would not come out as it went
 * in.
 */
final class Literals {

  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d*)");
  private static final Pattern LONG = Pattern.compile("-?(0|[1-9]\\d*)L");
  private static final Pattern DOUBLE =
      Pattern.compile("-?(\\d*\\.\\d+([eE][+-]?\\d+)?|\\d+[eE][+-]?\\d+)");
  private static final Pattern FLOAT =
      Pattern.compile("-?(\\d*\\.\\d+([eE][+-]?\\d+)?|\\d+[eE][+-]?\\d+)[fF]");

  private Literals() {}

  /** The value that a word means. */
  static @Nullable Object of(String word) {
    switch (word) {
      case "null":
        return null;
      case "true":
        return true;
      case "false":
        return false;
      default:
    }
    Object number = number(word);
    if (number != null) {
      return number;
    }
    int colon = word.indexOf(':');
    return colon > 0 && TypeName.of(word.substring(0, colon)) != null
        ? of(word.substring(0, colon), word.substring(colon + 1))
        : word;
  }

  private static @Nullable Object number(String word) {
    if (INTEGER.matcher(word).matches()) {
      return integer(word);
    }
    if (LONG.matcher(word).matches()) {
      return inRange(word, "Long", () -> Long.valueOf(word.substring(0, word.length() - 1)));
    }
    if (DOUBLE.matcher(word).matches()) {
      return finite(word, Double.valueOf(word), "double");
    }
    if (FLOAT.matcher(word).matches()) {
      Float value = Float.valueOf(word);
      finite(word, value.doubleValue(), "float");
      return value;
    }
    return null;
  }

  private static Integer integer(String word) {
    try {
      return Integer.valueOf(word);
    } catch (NumberFormatException e) {
      throw new TextException(
          word
              + " is too large for an Integer; write "
              + word
              + "L for a Long, big:"
              + word
              + " for a BigInteger, or \"\\\""
              + word
              + "\\\"\" for a String");
    }
  }

  private static Object inRange(String word, String type, Supplier<Object> parse) {
    try {
      return parse.get();
    } catch (NumberFormatException e) {
      throw new TextException(word + " is out of the range of a " + type);
    }
  }

  private static Double finite(String word, Double value, String type) {
    if (value.isInfinite()) {
      throw new TextException(
          word
              + " is out of the range of a "
              + type
              + "; for a String write it in double quotes, for no end "
              + type
              + ":Infinity");
    }
    return value;
  }

  /** The value of a named type that {@code text} shows. */
  static Object of(String name, String text) {
    TypeName type = TypeName.of(name);
    if (type == null) {
      throw new TextException(
          name + ": is no type; there are " + String.join(", ", TypeName.names()));
    }
    try {
      return parse(type, text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new TextException(
          name
              + ":"
              + Scanner.cut(text)
              + " can't be read; write for example "
              + type.example()
              + ", or in double quotes if it is a String");
    }
  }

  private static Object parse(TypeName type, String text) {
    return switch (type) {
      case BYTE -> Byte.valueOf(text);
      case SHORT -> Short.valueOf(text);
      case LONG -> Long.valueOf(text);
      case FLOAT -> Float.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case CHAR -> character(text);
      case BIG -> new BigInteger(text);
      case DEC -> new BigDecimal(text);
      case UUID -> uuid(text);
      case INSTANT -> Instant.parse(text);
      case DURATION -> Duration.parse(text);
      case DATE -> LocalDate.parse(text);
      case B64 -> Base64.getDecoder().decode(text);
      case OBJECT -> object(text);
    };
  }

  /** The class's name and the bytes, which have the name too. */
  private static UnreadField object(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("no class");
    }
    byte[] bytes = Base64.getDecoder().decode(text.substring(colon + 1));
    return TupleSpaces.unreadField(text.substring(0, colon), bytes);
  }

  private static Character character(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException("not one char");
    }
    return text.charAt(0);
  }

  /** UUID.fromString takes shortened ones too. */
  private static UUID uuid(String text) {
    UUID uuid = UUID.fromString(text);
    if (!uuid.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("not a whole UUID");
    }
    return uuid;
  }
}
