package org.tuplespace.redis.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tuplespace.redis.cli.text.TupleText;

/**
 * Rows of named values: an aligned table for people, or a JSON object a row. Values are null,
 * numbers, Booleans, texts, Instants, and collections of texts.
 */
final class Rows {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int WIDEST = 80;

  private final List<String> names;
  private final List<List<@Nullable Object>> rows = new ArrayList<>();

  /** With these names, which are in small letters; that of a table's column is in capitals. */
  Rows(String... names) {
    this.names = List.of(names);
  }

  void add(@Nullable Object... values) {
    if (values.length != names.size()) {
      throw new IllegalArgumentException(values.length + " values for " + names);
    }
    List<@Nullable Object> row = new ArrayList<>();
    for (Object value : values) {
      row.add(value);
    }
    rows.add(row);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Prints them, as JSON or as a table; of a table without rows, the names alone. */
  void print(Output output, boolean json) {
    if (json) {
      rows.forEach(row -> output.line(json(row)));
    } else {
      table(output);
    }
  }

  private String json(List<@Nullable Object> row) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      for (int i = 0; i < row.size(); i++) {
        json.writeFieldName(names.get(i).replace(' ', '_'));
        value(json, row.get(i));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  private static void value(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof Double || value instanceof Float) {
      json.writeNumber(((Number) value).doubleValue());
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Collection<?> collection) {
      json.writeStartArray();
      for (Object each : collection) {
        value(json, each);
      }
      json.writeEndArray();
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value.toString());
    }
  }

  private void table(Output output) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(names.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
    rows.forEach(row -> lines.add(row.stream().map(Rows::cell).toList()));
    int[] widths = new int[names.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - line.get(i).length());
        text.append(i == 0 ? "" : "  ");
        text.append(isOfNumbers(i) ? padding + line.get(i) : line.get(i) + padding);
      }
      output.line(text.toString().stripTrailing());
    }
  }

  private boolean isOfNumbers(int column) {
    return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column) instanceof Number);
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "-";
    }
    if (value instanceof Boolean bool) {
      return bool ? "yes" : "no";
    }
    if (value instanceof Double number) {
      return String.format(Locale.ROOT, "%.1f", number);
    }
    if (value instanceof Instant instant) {
      return Ages.since(instant);
    }
    String text =
        value instanceof Collection<?> collection
            ? collection.stream().map(String::valueOf).collect(Collectors.joining(","))
            : value.toString();
    return cut(TupleText.printable(text));
  }

  private static String cut(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 3) + "...";
  }
}
