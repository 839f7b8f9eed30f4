package org.tuplespace.redis.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tuplespace.TupleCodecException;

/**
 * Growing bytes with MessagePack's headers, each the shortest that fits.
 *
 * <p>It grows by chunks, and takes large arrays as chunks of their own, so that a field of hundreds
 * of megabytes is never copied here.
 */
final class Output {

  private static final int FIRST_CHUNK = 64;
  private static final int MAX_CHUNK = 1024 * 1024;
  private static final int WORTH_A_CHUNK = 8 * 1024;

  private final List<ByteBuffer> done = new ArrayList<>(2);
  private byte[] buffer = new byte[FIRST_CHUNK];
  private int start;
  private int position;
  private long length;

  long length() {
    return length;
  }

  Output nil() {
    return put(Format.NIL);
  }

  /** An integer as MessagePack has it, for what is not a field. */
  Output integer(long value) {
    if (value >= 0 && value < 0x80) {
      return put((int) value);
    }
    return value == (int) value ? int32((int) value) : int64(value);
  }

  Output int32(int value) {
    return put(Format.INT32).bigEndian(value, 4);
  }

  Output int64(long value) {
    return put(Format.INT64).bigEndian(value, 8);
  }

  Output string(String value) {
    byte[] utf8 = utf8(value);
    return stringHeader(utf8.length).bytes(utf8);
  }

  /** Bytes that a script reads as a string; scripts know no other byte strings. */
  Output string(byte[] value) {
    return stringHeader(value.length).bytes(value);
  }

  Output binary(ByteBuffer value) {
    int n = value.remaining();
    if (n < 1 << 8) {
      put(Format.BIN8).put(n);
    } else if (n < 1 << 16) {
      put(Format.BIN16).bigEndian(n, 2);
    } else {
      put(Format.BIN32).bigEndian(n, 4);
    }
    return bytes(value);
  }

  Output arrayHeader(int n) {
    if (n < 16) {
      return put(0x90 | n);
    }
    return n < 1 << 16 ? longArrayHeader(n) : put(Format.ARRAY32).bigEndian(n, 4);
  }

  /** The header of 16 bits, also where a shorter one would do. */
  Output longArrayHeader(int n) {
    return put(Format.ARRAY16).bigEndian(n, 2);
  }

  Output extension(int type, byte[] data) {
    return extensionHeader(type, data.length).bytes(data);
  }

  Output extension(int type, Output data) {
    return extensionHeader(type, data.length).append(data);
  }

  private Output stringHeader(int n) {
    if (n < 32) {
      return put(0xa0 | n);
    }
    if (n < 1 << 8) {
      return put(Format.STR8).put(n);
    }
    return n < 1 << 16 ? put(Format.STR16).bigEndian(n, 2) : put(Format.STR32).bigEndian(n, 4);
  }

  private Output extensionHeader(int type, long n) {
    requireRoom(n);
    if (n > 0 && n <= 16 && Long.bitCount(n) == 1) {
      return put(Format.FIXEXT1 + Long.numberOfTrailingZeros(n)).put(type);
    }
    if (n < 1 << 8) {
      put(Format.EXT8).put((int) n);
    } else if (n < 1 << 16) {
      put(Format.EXT16).bigEndian(n, 2);
    } else {
      put(Format.EXT32).bigEndian(n, 4);
    }
    return put(type);
  }

  Output put(int value) {
    requireBuffer(1);
    buffer[position++] = (byte) value;
    length++;
    return this;
  }

  Output bigEndian(long value, int width) {
    requireBuffer(width);
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      buffer[position++] = (byte) (value >> shift);
    }
    length += width;
    return this;
  }

  /** Adds {@code bytes}, which nobody may change from then on. */
  Output bytes(byte[] bytes) {
    return bytes.length < WORTH_A_CHUNK
        ? copy(bytes, 0, bytes.length)
        : bytes(ByteBuffer.wrap(bytes));
  }

  private Output copy(byte[] from, int at, int n) {
    requireRoom(n);
    requireBuffer(n);
    System.arraycopy(from, at, buffer, position, n);
    position += n;
    length += n;
    return this;
  }

  Output bytes(ByteBuffer bytes) {
    int n = bytes.remaining();
    requireRoom(n);
    if (n >= WORTH_A_CHUNK) {
      endChunk();
      done.add(bytes.asReadOnlyBuffer());
    } else {
      requireBuffer(n);
      bytes.duplicate().get(buffer, position, n);
      position += n;
    }
    length += n;
    return this;
  }

  Output append(Output other) {
    if (other.isOneChunk()) {
      return copy(other.buffer, other.start, other.position - other.start);
    }
    other.chunks().forEach(this::bytes);
    return this;
  }

  /** Whether all bytes are in the buffer, which then is small. */
  private boolean isOneChunk() {
    return done.isEmpty() && length < WORTH_A_CHUNK;
  }

  /** All bytes, in order, as fresh buffers. */
  List<ByteBuffer> chunks() {
    endChunk();
    return done.stream().map(ByteBuffer::asReadOnlyBuffer).toList();
  }

  byte[] toByteArray() {
    if (done.isEmpty()) {
      return Arrays.copyOfRange(buffer, start, position);
    }
    byte[] all = new byte[Math.toIntExact(length)];
    int at = 0;
    for (ByteBuffer chunk : chunks()) {
      int n = chunk.remaining();
      chunk.get(all, at, n);
      at += n;
    }
    return all;
  }

  private void endChunk() {
    if (position > start) {
      done.add(ByteBuffer.wrap(buffer, start, position - start).slice());
      start = position;
    }
  }

  private void requireBuffer(int n) {
    if (buffer.length - position < n) {
      requireRoom(n);
      endChunk();
      buffer = new byte[Math.max(n, Math.min(MAX_CHUNK, 4 * buffer.length))];
      start = 0;
      position = 0;
    }
  }

  private void requireRoom(long n) {
    if (length + n > Format.MAX_FIELD) {
      throw tooLong(length + n);
    }
  }

  static TupleCodecException tooLong(long length) {
    return new TupleCodecException(
        "takes "
            + length
            + " bytes or more, but a field can have at most "
            + Format.MAX_FIELD
            + "; split it over several tuples");
  }

  private static byte[] utf8(String value) {
    // UTF-8 has at most 3 bytes a char; where that may be too long, count before encoding.
    if (value.length() > Format.MAX_FIELD / 4) {
      long length = utf8Length(value);
      if (length > Format.MAX_FIELD) {
        throw tooLong(length);
      }
    }
    return value.getBytes(StandardCharsets.UTF_8);
  }

  private static long utf8Length(String value) {
    long length = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      // Half of a surrogate pair takes two of the pair's four bytes.
      length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return length;
  }
}
