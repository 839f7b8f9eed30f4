package org.tuplespace.examples.bench.workload;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Bytes that hold a number, and are filled up to a size. */
public final class Payload {

  /** The size of most payloads, which makes a tuple of about 120 bytes. */
  public static final int SMALL = 100;

  private Payload() {}

  /** Of so many bytes, at least 8. */
  public static byte[] of(long number, int size) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) number);
    ByteBuffer.wrap(bytes).putLong(number);
    return bytes;
  }

  /** A small one. */
  public static byte[] of(long number) {
    return of(number, SMALL);
  }

  /** Small ones with the numbers from {@code from}. */
  public static List<byte[]> several(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(Payload::of).toList();
  }

  /** What {@link #of} was given. */
  public static long number(byte[] payload) {
    return ByteBuffer.wrap(payload).getLong();
  }
}
