package org.tuplespace.examples.bench.published;

import java.nio.ByteBuffer;

/** Arrays of numbers as bytes, which every system can hold. */
final class Numbers {

  private Numbers() {}

  static byte[] bytes(int[] numbers, int from, int to) {
    ByteBuffer buffer = ByteBuffer.allocate((to - from) * Integer.BYTES);
    buffer.asIntBuffer().put(numbers, from, to - from);
    return buffer.array();
  }

  static int[] ints(byte[] bytes) {
    int[] numbers = new int[bytes.length / Integer.BYTES];
    ByteBuffer.wrap(bytes).asIntBuffer().get(numbers);
    return numbers;
  }

  static byte[] bytes(double[] numbers) {
    ByteBuffer buffer = ByteBuffer.allocate(numbers.length * Double.BYTES);
    buffer.asDoubleBuffer().put(numbers);
    return buffer.array();
  }

  static double[] doubles(byte[] bytes) {
    double[] numbers = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(numbers);
    return numbers;
  }
}
