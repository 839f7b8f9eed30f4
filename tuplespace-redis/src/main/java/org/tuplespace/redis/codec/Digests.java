package org.tuplespace.redis.codec;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * SHA-1 shortens keys, since scripts have no other; SHA-256 tells long fields apart, and shortens
 * the keys of those that scripts never see.
 */
final class Digests {

  private Digests() {}

  static byte[] forKey(List<ByteBuffer> canonical) {
    return forKey(digest("SHA-1", canonical));
  }

  static byte[] forKey(byte[] bytes, int from, int to) {
    return forKey(digest("SHA-1", List.of(ByteBuffer.wrap(bytes, from, to - from))));
  }

  static byte[] keyPart(byte[] digest) {
    byte[] part = new byte[1 + Format.KEY_DIGEST_LENGTH];
    part[0] = (byte) Format.DIGEST;
    System.arraycopy(digest, 0, part, 1, Format.KEY_DIGEST_LENGTH);
    return part;
  }

  static byte[] sha256(List<ByteBuffer> canonical) {
    return digest("SHA-256", canonical);
  }

  /** As much of a digest as a key takes. */
  static byte[] forKey(byte[] digest) {
    return Arrays.copyOf(digest, Format.KEY_DIGEST_LENGTH);
  }

  static MessageDigest newSha256() {
    return newDigest("SHA-256");
  }

  private static byte[] digest(String algorithm, List<ByteBuffer> parts) {
    MessageDigest digest = newDigest(algorithm);
    parts.forEach(digest::update);
    return digest.digest();
  }

  private static MessageDigest newDigest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM lacks " + algorithm, e);
    }
  }
}
