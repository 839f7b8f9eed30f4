package org.tuplespace.examples.molecular;

import java.nio.ByteBuffer;

/** Arrays of doubles as bytes, big-endian: what a program in any language can read. */
final class Doubles {

  private Doubles() {}

  static byte[] bytes(double[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * Double.BYTES);
    buffer.asDoubleBuffer().put(values);
    return buffer.array();
  }

  static double[] of(byte[] bytes) {
    double[] values = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
    return values;
  }
}
