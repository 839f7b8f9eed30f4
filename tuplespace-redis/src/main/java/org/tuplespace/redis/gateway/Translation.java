package org.tuplespace.redis.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tuplespace.FieldType;
import org.tuplespace.Match;
import org.tuplespace.Template;
import org.tuplespace.TemplateField;
import org.tuplespace.Tuple;

/**
 * What old clients send, as a space has it: an int is an Integer, a double a Double, and a string a
 * String if its bytes are UTF-8, else a byte array.
 */
final class Translation {

  /** The most bytes of a tuple that is sent; its numbers have 32 bits. */
  private static final long MOST_BYTES = Integer.MAX_VALUE / 2;

  /** UTF-8 has at most this many bytes for a char. */
  private static final int BYTES_OF_A_CHAR = 3;

  private static final TemplateField FLAT =
      Match.ofTypes(FieldType.INTEGER, FieldType.DOUBLE, FieldType.STRING, FieldType.BYTES);

  /** Not any(): what a client can't represent must not be taken for it. */
  private static final TemplateField WILDCARD =
      Match.ofTypes(
          FieldType.INTEGER, FieldType.DOUBLE, FieldType.STRING, FieldType.BYTES, FieldType.TUPLE);

  private Translation() {}

  /**
   * A tuple to be put.
   *
   * @throws MalformedRequestException if there is a wildcard in it
   */
  static Tuple tuple(WireTuple wire) {
    if (wire.isOpen()) {
      throw new MalformedRequestException(
          "it puts a tuple that holds ?, which only a template can hold");
    }
    return plain(wire);
  }

  private static Tuple plain(WireTuple wire) {
    return Tuple.of(wire.elements().stream().map(Translation::value).toArray());
  }

  private static Object value(WireElement element) {
    if (element instanceof WireElement.Int number) {
      return number.value();
    }
    if (element instanceof WireElement.Real number) {
      return number.value();
    }
    if (element instanceof WireElement.Text text) {
      return string(text.bytes());
    }
    return plain(((WireElement.Nested) element).tuple());
  }

  private static Object string(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return bytes;
    }
  }

  /**
   * A template that matches nothing a client can't represent, but for what is in the nested tuples
   * that a wildcard accepts: {@link #isRepresentable} tells that.
   */
  static Template template(WireTuple wire) {
    return template(wire, WILDCARD);
  }

  /** As {@link #template}, but the wildcards accept no nested tuples. */
  static Template flatTemplate(WireTuple wire) {
    return template(wire, FLAT);
  }

  private static Template template(WireTuple wire, TemplateField wildcard) {
    return Template.of(wire.elements().stream().map(element -> field(element, wildcard)).toArray());
  }

  private static Object field(WireElement element, TemplateField wildcard) {
    if (element instanceof WireElement.Wildcard) {
      return wildcard;
    }
    if (element instanceof WireElement.Real number) {
      return real(number.value());
    }
    if (element instanceof WireElement.Nested nested) {
      return isPlain(nested.tuple()) ? plain(nested.tuple()) : template(nested.tuple(), wildcard);
    }
    return value(element);
  }

  /** C compares numbers: both zeros are equal, and NaN equals nothing. */
  private static Object real(double value) {
    if (Double.isNaN(value)) {
      return Match.oneOf();
    }
    return value == 0 ? Match.between(-0.0, 0.0) : value;
  }

  /** Whether equality is that of C, so that an index finds it. */
  private static boolean isPlain(WireTuple wire) {
    for (WireElement element : wire.elements()) {
      boolean isPlain =
          element instanceof WireElement.Nested nested
              ? isPlain(nested.tuple())
              : element instanceof WireElement.Real number
                  ? number.value() != 0 && !Double.isNaN(number.value())
                  : !element.isOpen();
      if (!isPlain) {
        return false;
      }
    }
    return true;
  }

  /** Whether a client can be sent the tuple. */
  static boolean isRepresentable(Tuple tuple) {
    return bytes(tuple) <= MOST_BYTES;
  }

  /**
   * How many bytes it has when it is sent, at most; those of a tuple that can't be are too many.
   */
  private static long bytes(Tuple tuple) {
    long bytes = WireFormat.HEADER_BYTES;
    for (int i = 0; i < tuple.arity(); i++) {
      bytes +=
          WireFormat.ELEMENT_BYTES
              + switch (tuple.type(i)) {
                case INTEGER, DOUBLE -> 0;
                case STRING -> (long) tuple.getString(i).length() * BYTES_OF_A_CHAR;
                case BYTES -> tuple.getBuffer(i).remaining();
                case TUPLE -> bytes(tuple.getTuple(i));
                default -> MOST_BYTES;
              };
    }
    return bytes;
  }

  /** The templates, of which a client takes all where it names none. */
  static List<Template> templates(List<WireTuple> wires) {
    return wires.stream().map(Translation::template).toList();
  }
}
