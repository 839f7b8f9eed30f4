package org.tuplespace.examples.movie;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One SHA-256 over the pixels of all frames in their order. For one thread. */
final class Fingerprint {

  private final MessageDigest digest;

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  void add(int[] pixels) {
    ByteBuffer bytes = ByteBuffer.allocate(pixels.length * Integer.BYTES);
    for (int pixel : pixels) {
      bytes.putInt(pixel & 0xffffff);
    }
    digest.update(bytes.array());
  }

  /** In hexadecimal; to be asked for once. */
  String text() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
