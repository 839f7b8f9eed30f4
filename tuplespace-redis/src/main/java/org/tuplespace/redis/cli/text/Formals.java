package org.tuplespace.redis.cli.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Match;
import org.tuplespace.TemplateField;
import org.tuplespace.Tuple;

/**
 * What only a template can hold: {@code ?} for anything, {@code ?type} for any value of a type,
 * {@code ?"abc"...} for strings with a beginning, and ranges, as {@code 1..10}, {@code 1..} and
 * {@code "a".."f"}, whose ends belong to them.
 */
final class Formals {

  private static final Map<String, Class<?>> TYPES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("int", Integer.class),
              Map.entry("long", Long.class),
              Map.entry("double", Double.class),
              Map.entry("float", Float.class),
              Map.entry("boolean", Boolean.class),
              Map.entry("byte", Byte.class),
              Map.entry("short", Short.class),
              Map.entry("char", Character.class),
              Map.entry("string", String.class),
              Map.entry("bytes", byte[].class),
              Map.entry("number", Number.class),
              Map.entry("tuple", Tuple.class),
              Map.entry("list", List.class),
              Map.entry("big", BigInteger.class),
              Map.entry("dec", BigDecimal.class),
              Map.entry("uuid", UUID.class),
              Map.entry("instant", Instant.class),
              Map.entry("duration", Duration.class),
              Map.entry("date", LocalDate.class)));

  private Formals() {}

  static boolean isFormal(String word) {
    return word.startsWith("?");
  }

  /** The wildcard or formal that begins with a question mark. */
  static Object of(String word) {
    String type = word.substring(1);
    if (type.isEmpty()) {
      return Match.any();
    }
    Class<?> known = TYPES.get(type);
    return known != null ? known : named(type);
  }

  private static TemplateField named(String name) {
    if (name.indexOf('.') < 0) {
      throw new TextException(
          "?"
              + name
              + " is no type; there are ? for anything, ?"
              + String.join(", ?", TYPES.keySet())
              + ", and classes by their full name, as ?java.time.Instant. For a String write"
              + " it in double quotes, inside the shell's quotes: '\"?"
              + name
              + "\"'");
    }
    try {
      return Match.instanceOf(name);
    } catch (IllegalArgumentException e) {
      throw new TextException("?" + name + ": " + e.getMessage());
    }
  }

  /** The strings that begin with the text that is quoted here; the question mark has been read. */
  static TemplateField prefix(Scanner scanner) {
    String start = scanner.quoted();
    if (!scanner.isAt("...")) {
      throw scanner.error("strings that begin with a text are written ?\"text\"...");
    }
    scanner.take("...");
    return Match.startsWith(start);
  }

  /** The range that begins with {@code low}; its dots come next. */
  static TemplateField range(String low, Scanner scanner) {
    scanner.take("..");
    if (!scanner.isAt('"')) {
      return Match.atLeast(low);
    }
    return Match.between(low, scanner.quoted());
  }

  /** The range that a word is, or null if it is none: both ends must be values other than text. */
  static @Nullable TemplateField rangeOrNull(String word) {
    int dots = word.indexOf("..");
    if (dots < 0) {
      return null;
    }
    Object low = end(word.substring(0, dots));
    Object high = end(word.substring(dots + 2));
    boolean isLowOpen = dots == 0;
    boolean isHighOpen = dots + 2 == word.length();
    if (isLowOpen && isHighOpen || low == null && !isLowOpen || high == null && !isHighOpen) {
      return null;
    }
    try {
      if (low == null) {
        return Match.atMost(Objects.requireNonNull(high));
      }
      return high == null ? Match.atLeast(low) : Match.between(low, high);
    } catch (IllegalArgumentException e) {
      throw new TextException(word + " is no range: " + e.getMessage());
    }
  }

  /** The value at an end of a range; null for a text, and for nothing. */
  private static @Nullable Object end(String word) {
    if (word.isEmpty()) {
      return null;
    }
    Object value = Literals.of(word);
    return value instanceof String || value instanceof Boolean ? null : value;
  }
}
