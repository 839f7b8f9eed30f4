package org.tuplespace.redis.faults;

import static org.tuplespace.Match.any;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.tuplespace.Template;
import org.tuplespace.TemplateField;
import org.tuplespace.TemplateField.Actual;
import org.tuplespace.TemplateField.Formal;
import org.tuplespace.TemplateField.Wildcard;
import org.tuplespace.Tuple;

/**
 * Tuples and templates as a word of a ledger: fields of Strings and Integers, {@code 'job,7}; in
 * templates also {@code *} for anything, {@code #} for Integers and {@code $} for Strings.
 */
final class Notation {

  private Notation() {}

  static String of(Tuple tuple) {
    return tuple.fields().stream().map(Notation::value).collect(Collectors.joining(","));
  }

  static String of(Template template) {
    return template.fields().stream().map(Notation::field).collect(Collectors.joining(","));
  }

  static Tuple tuple(String text) {
    return Tuple.of(Arrays.stream(text.split(",")).map(Notation::parsed).toArray());
  }

  static Template template(String text) {
    return Template.of(Arrays.stream(text.split(",")).map(Notation::parsed).toArray());
  }

  private static String field(TemplateField field) {
    if (field instanceof Actual actual) {
      return value(actual.value());
    }
    if (field instanceof Wildcard) {
      return "*";
    }
    if (field instanceof Formal formal && formal.type() == Integer.class) {
      return "#";
    }
    if (field instanceof Formal formal && formal.type() == String.class) {
      return "$";
    }
    throw new IllegalArgumentException("no notation for " + field);
  }

  private static String value(Object value) {
    if (value instanceof Integer) {
      return value.toString();
    }
    if (value instanceof String text && text.chars().noneMatch(c -> c == ',' || c < ' ')) {
      return "'" + text;
    }
    throw new IllegalArgumentException("no notation for " + value);
  }

  private static Object parsed(String word) {
    return switch (word.charAt(0)) {
      case '\'' -> word.substring(1);
      case '*' -> any();
      case '#' -> Integer.class;
      case '$' -> String.class;
      default -> Integer.valueOf(word);
    };
  }
}
