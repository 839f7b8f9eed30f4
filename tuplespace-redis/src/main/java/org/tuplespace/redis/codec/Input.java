package org.tuplespace.redis.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tuplespace.TupleCodecException;

/**
 * Reads MessagePack from part of an array, and only its canonical forms. Whatever the bytes are, it
 * throws nothing but {@link TupleCodecException}, and believes no length that the bytes don't back.
 */
final class Input {

  private final byte[] bytes;
  private final int limit;
  private int position;

  Input(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  Input(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.position = from;
    this.limit = to;
  }

  /** Reads the same bytes from the same position, and leaves {@code other} where it is. */
  Input(Input other) {
    this(other.bytes, other.position, other.limit);
  }

  /** Reads again from where {@code earlier}, an input of the same bytes, stands. */
  void goBackTo(Input earlier) {
    position = earlier.position;
  }

  int position() {
    return position;
  }

  int remaining() {
    return limit - position;
  }

  int peek() {
    requireBytes(1);
    return bytes[position] & 0xff;
  }

  int unsignedByte() {
    int value = peek();
    position++;
    return value;
  }

  long bigEndian(int width) {
    requireBytes(width);
    long value = bytes[position++];
    for (int i = 1; i < width; i++) {
      value = value << 8 | (bytes[position++] & 0xff);
    }
    return value;
  }

  int int32() {
    return (int) bigEndian(4);
  }

  byte[] bytes(int n) {
    requireBytes(n);
    position += n;
    return Arrays.copyOfRange(bytes, position - n, position);
  }

  byte[] rest() {
    return bytes(remaining());
  }

  /** The next {@code n} bytes as an input of their own. */
  Input slice(int n) {
    requireBytes(n);
    position += n;
    return new Input(bytes, position - n, position);
  }

  void skip(int n) {
    requireBytes(n);
    position += n;
  }

  String utf8(int n) {
    requireBytes(n);
    int from = position;
    String s = new String(bytes, from, n, StandardCharsets.UTF_8);
    position += n;
    // The decoder replaces what is malformed; a replacement character may also be meant.
    if (s.indexOf('\ufffd') >= 0) {
      byte[] again = s.getBytes(StandardCharsets.UTF_8);
      if (!Arrays.equals(again, 0, again.length, bytes, from, position)) {
        throw corrupt("malformed UTF-8", from);
      }
    }
    return s;
  }

  String string() {
    return utf8(stringLength());
  }

  int stringLength() {
    int at = position;
    int first = unsignedByte();
    if ((first & 0xe0) == 0xa0) {
      return backed(first & 0x1f, at);
    }
    return switch (first) {
      case Format.STR8 -> length(1, 31, at);
      case Format.STR16 -> length(2, 0xff, at);
      case Format.STR32 -> length(4, 0xffff, at);
      default -> throw unexpected("a string", first, at);
    };
  }

  int binaryLength() {
    int at = position;
    int first = unsignedByte();
    return switch (first) {
      case Format.BIN8 -> length(1, -1, at);
      case Format.BIN16 -> length(2, 0xff, at);
      case Format.BIN32 -> length(4, 0xffff, at);
      default -> throw unexpected("a binary", first, at);
    };
  }

  /** The number of elements, each of which takes a byte or more. */
  int arrayLength() {
    int at = position;
    int first = unsignedByte();
    if ((first & 0xf0) == 0x90) {
      return backed(first & 0x0f, at);
    }
    return switch (first) {
      case Format.ARRAY16 -> length(2, 15, at);
      case Format.ARRAY32 -> length(4, 0xffff, at);
      default -> throw unexpected("an array", first, at);
    };
  }

  /** As {@link #arrayLength}, but the header may be one of 16 bits where a shorter one would do. */
  int looseArrayLength() {
    if (peek() != Format.ARRAY16) {
      return arrayLength();
    }
    int at = position++;
    return length(2, -1, at);
  }

  /** Leaves the position behind the type. */
  Extension extension() {
    int at = position;
    int first = unsignedByte();
    if (first >= Format.FIXEXT1 && first <= Format.FIXEXT16) {
      int length = 1 << (first - Format.FIXEXT1);
      return extension(length, at);
    }
    return switch (first) {
      case Format.EXT8 -> {
        Extension extension = extension(length(1, -1, at), at);
        int n = extension.length();
        if (n > 0 && n <= 16 && Integer.bitCount(n) == 1) {
          throw corrupt("a longer header than needed", at);
        }
        yield extension;
      }
      case Format.EXT16 -> extension(length(2, 0xff, at), at);
      case Format.EXT32 -> extension(length(4, 0xffff, at), at);
      default -> throw unexpected("an extension", first, at);
    };
  }

  private Extension extension(int length, int at) {
    int type = unsignedByte();
    return new Extension(type, backed(length, at));
  }

  /** The type of an extension, and the length of its data. */
  record Extension(int type, int length) {}

  /** The tag of the value that begins here: its first byte, with the lengths folded. */
  int tag() {
    int first = peek();
    if (Format.isString(first)) {
      return Format.STR8;
    }
    if (Format.isBinary(first)) {
      return Format.BIN8;
    }
    if (Format.isArray(first)) {
      return Format.ARRAY32;
    }
    if (Format.isExtension(first)) {
      return new Input(this).extension().type();
    }
    return first == Format.TRUE ? Format.FALSE : first;
  }

  /** Steps over one value without a look at its content; its nesting needs no stack. */
  void skipValue() {
    long values = 1;
    while (values > 0) {
      values--;
      int at = position;
      int first = peek();
      if (Format.isString(first)) {
        skip(stringLength());
      } else if (Format.isBinary(first)) {
        skip(binaryLength());
      } else if (Format.isExtension(first)) {
        skip(extension().length());
      } else if (Format.isArray(first)) {
        values += arrayLength();
      } else {
        int width =
            switch (first) {
              case Format.NIL, Format.FALSE, Format.TRUE -> 1;
              case Format.INT8 -> 2;
              case Format.INT16 -> 3;
              case Format.INT32, Format.FLOAT32 -> 5;
              case Format.INT64, Format.FLOAT64 -> 9;
              default -> throw unexpected("a value", first, at);
            };
        skip(width);
      }
    }
  }

  void requireEnd(String of) {
    if (position < limit) {
      throw corrupt(remaining() + " bytes too many after " + of, position);
    }
  }

  TupleCodecException unexpected(String wanted, int first, int at) {
    return corrupt(
        "a byte 0x" + Integer.toHexString(first) + " that starts no canonical form of " + wanted,
        at);
  }

  TupleCodecException corrupt(String what, int at) {
    return new TupleCodecException("is corrupt: " + what + ", at byte " + at + " of " + limit);
  }

  private void requireBytes(int n) {
    if (n < 0 || n > remaining()) {
      throw corrupt("it ends where " + n + " more bytes should be", position);
    }
  }

  private int length(int width, int shorterHeaderHolds, int at) {
    long n = bigEndian(width) & ((1L << (8 * width)) - 1);
    if (n <= shorterHeaderHolds) {
      throw corrupt("a longer header than needed", at);
    }
    return backed(n, at);
  }

  private int backed(long n, int at) {
    if (n > remaining()) {
      throw corrupt(
          "a length of " + Long.toString(n) + " where " + remaining() + " bytes remain", at);
    }
    return (int) n;
  }
}
