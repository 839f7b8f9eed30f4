package org.tuplespace.redis.cli.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types whose values are written {@code name:text}, and as {@code {"name": ...}} in JSON. */
enum TypeName {
  BYTE("byte:1"),
  SHORT("short:1"),
  LONG("long:1"),
  FLOAT("float:NaN"),
  DOUBLE("double:NaN"),
  CHAR("char:x"),
  BIG("big:123456789012345678901234567890"),
  DEC("dec:12.50"),
  UUID("uuid:123e4567-e89b-42d3-a456-556642440000"),
  INSTANT("instant:2026-01-31T12:00:00Z"),
  DURATION("duration:PT5S"),
  DATE("date:2026-01-31"),
  B64("b64:aGVsbG8="),
  /** What is of a class: its name, and the bytes as the space stores them. */
  OBJECT("object:com.example.Shape:...");

  private final String example;

  TypeName(String example) {
    this.example = example;
  }

  static @Nullable TypeName of(String written) {
    return Arrays.stream(values())
        .filter(type -> type.written().equals(written))
        .findFirst()
        .orElse(null);
  }

  static List<String> names() {
    return Arrays.stream(values()).map(TypeName::written).toList();
  }

  String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  String example() {
    return example;
  }
}
