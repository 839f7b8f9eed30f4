package org.tuplespace.redis.cli.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;
import org.tuplespace.UnreadField;

/**
 * Tuples as JSON: an array of fields. null, true and false, Strings, Integers and Doubles are
 * themselves, nested tuples are arrays, and all else is an object that names its type, as in {@code
 * {"long": 5}}, {@code {"b64": "aGVsbG8="}} and {@code {"list": [1, 2]}}; so that what is written
 * can be read again.
 */
public final class TupleJson {

  private static final int MAX_DEPTH = 200;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNestingDepth(MAX_DEPTH)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private TupleJson() {}

  /** One line without its end. */
  public static String of(Tuple tuple) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      write(json, tuple);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  /** Writes a tuple as a value of a larger document. */
  public static void write(JsonGenerator json, Tuple tuple) throws IOException {
    array(json, tuple.fields());
  }

  private static void array(JsonGenerator json, List<?> fields) throws IOException {
    json.writeStartArray();
    for (Object field : fields) {
      field(json, field);
    }
    json.writeEndArray();
  }

  private static void field(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      json.writeNumber(number);
    } else if (value instanceof String string) {
      json.writeString(string);
    } else if (value instanceof Tuple tuple) {
      array(json, tuple.fields());
    } else {
      json.writeStartObject();
      named(json, value);
      json.writeEndObject();
    }
  }

  private static void named(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Long number) {
      json.writeNumberField("long", number);
    } else if (value instanceof Double number) {
      json.writeStringField("double", number.toString());
    } else if (value instanceof Float number) {
      json.writeFieldName("float");
      if (Float.isFinite(number)) {
        json.writeNumber(number);
      } else {
        json.writeString(number.toString());
      }
    } else if (value instanceof byte[] bytes) {
      json.writeStringField("b64", Base64.getEncoder().encodeToString(bytes));
    } else if (value instanceof List<?> list) {
      json.writeFieldName("list");
      array(json, list);
    } else if (value instanceof UnreadField object) {
      json.writeStringField(
          "object", object.className() + ":" + Base64.getEncoder().encodeToString(object.bytes()));
    } else {
      TypeName type = TupleText.typeOf(value);
      json.writeStringField(
          type == null ? value.getClass().getName() : type.written(), String.valueOf(value));
    }
  }

  /**
   * The tuple that one line of JSON is.
   *
   * @throws TextException if it is none
   */
  public static Tuple tuple(String line) {
    try (JsonParser json = FACTORY.createParser(line)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw new TextException("a tuple in JSON is an array of its fields");
      }
      Tuple tuple = Tuple.of(elements(json).toArray());
      if (json.nextToken() != null) {
        throw new TextException("nothing should follow the array; write one tuple a line");
      }
      return tuple;
    } catch (JsonProcessingException e) {
      throw new TextException("can't read the JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TextException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new TextException(String.valueOf(e.getMessage()));
    }
  }

  private static List<@Nullable Object> elements(JsonParser json) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(json));
    }
    return elements;
  }

  private static @Nullable Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> integer(json.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> Literals.of("double", json.getText());
      case START_ARRAY -> Tuple.of(elements(json).toArray());
      default -> named(json);
    };
  }

  private static Integer integer(BigInteger number) {
    if (number.bitLength() > 31) {
      throw new TextException(
          number
              + " is too large for an Integer; write {\"long\": "
              + number
              + "} for a Long, {\"big\": \""
              + number
              + "\"} for a BigInteger");
    }
    return number.intValue();
  }

  private static Object named(JsonParser json) throws IOException {
    String name = json.nextFieldName();
    if (name == null) {
      throw new TextException("an object names the type of a value, as {\"long\": 5}");
    }
    JsonToken token = json.nextToken();
    Object value;
    if (name.equals("list")) {
      if (token != JsonToken.START_ARRAY) {
        throw new TextException("a list is written {\"list\": [1, 2]}");
      }
      value = elements(json);
    } else if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
      value = Literals.of(name, json.getText());
    } else {
      throw new TextException("the value of \"" + name + "\" is a string or a number");
    }
    if (json.nextToken() != JsonToken.END_OBJECT) {
      throw new TextException("an object names one type, as {\"long\": 5}");
    }
    return value;
  }
}
