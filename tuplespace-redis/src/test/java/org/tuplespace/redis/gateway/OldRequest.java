package org.tuplespace.redis.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bytes of requests as an old client sends them, made of the description of the protocol alone.
 * An element is an Integer, a Double, a String, a {@code byte[]}, {@link #ANY}, or a List of these
 * for a nested tuple.
 */
final class OldRequest {

  static final int PUT = 0;
  static final int GET = 1;
  static final int READ = 2;
  static final int GET_NB = 3;
  static final int READ_NB = 4;
  static final int DUMP = 5;
  static final int COUNT = 6;
  static final int LOG = 7;
  static final int REPLACE = 8;

  /** The wildcard. */
  static final Object ANY = new Object();

  /** What is in places whose content does not matter. */
  private static final int PADDING = 0xdeadbeef;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private OldRequest() {}

  /** An operation on one tuple or template. */
  static byte[] of(int operation, Object... elements) {
    return new OldRequest().number(operation).tuple(List.of(elements)).bytes();
  }

  static byte[] replace(List<?> template, List<?> tuple) {
    return new OldRequest().number(REPLACE).tuple(template).tuple(tuple).bytes();
  }

  /** A DUMP or COUNT. */
  static byte[] list(int operation, List<? extends List<?>> templates) {
    OldRequest request = new OldRequest().number(operation).number(templates.size());
    templates.forEach(request::tuple);
    return request.bytes();
  }

  /** Any numbers. */
  static byte[] numbers(int... numbers) {
    OldRequest request = new OldRequest();
    for (int number : numbers) {
      request.number(number);
    }
    return request.bytes();
  }

  /** A tuple alone, as it is sent. */
  static byte[] tupleBytes(List<?> elements) {
    return new OldRequest().tuple(elements).bytes();
  }

  private OldRequest number(int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    return this;
  }

  private OldRequest number(long value) {
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    return this;
  }

  private OldRequest tuple(List<?> elements) {
    ByteArrayOutputStream strings = new ByteArrayOutputStream();
    elements.forEach(element -> strings.writeBytes(string(element)));
    number(elements.size()).number(strings.size());
    int offset = 0;
    for (Object element : elements) {
      if (element instanceof Integer value) {
        number('i').number((int) value).number(PADDING);
      } else if (element instanceof Double value) {
        number('d').number(Double.doubleToRawLongBits(value));
      } else if (element instanceof List<?> nested) {
        number('t').number(PADDING).number(PADDING).tuple(nested);
      } else if (element == ANY) {
        number('?').number(PADDING).number(PADDING);
      } else {
        int length = string(element).length;
        number('s').number(offset).number(length);
        offset += length;
      }
    }
    out.writeBytes(strings.toByteArray());
    return this;
  }

  private static byte[] string(Object element) {
    if (element instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    return element instanceof byte[] bytes ? bytes : new byte[0];
  }

  private byte[] bytes() {
    return out.toByteArray();
  }
}
