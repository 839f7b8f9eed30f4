package org.tuplespace.redis.codec;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A field in canonical form, and the classes of the typed objects in it, in pre-order. */
record EncodedField(int tag, Output canonical, List<ClassEntry> classes) {

  private static final int WORTH_A_THREAD = 256 * 1024;

  long length() {
    return canonical.length();
  }

  /** What stands for this field in a key that fixes its value. */
  byte[] keyPart() {
    return length() <= Format.MAX_KEY_PART ? canonical.toByteArray() : Digests.keyPart(keyDigest());
  }

  byte[] keyDigest() {
    return Digests.forKey(canonical.chunks());
  }

  byte[] sha256() {
    return Digests.sha256(canonical.chunks());
  }

  /** Both digests of the field, of a long one at once. */
  Both digests() {
    if (length() < WORTH_A_THREAD) {
      return new Both(keyDigest(), sha256());
    }
    List<ByteBuffer> theirs = canonical.chunks();
    CompletableFuture<byte[]> key = CompletableFuture.supplyAsync(() -> Digests.forKey(theirs));
    byte[] sha256 = sha256();
    return new Both(key.join(), sha256);
  }

  @SuppressWarnings("ArrayRecordComponent") // held for a moment, never compared
  record Both(byte[] forKey, byte[] sha256) {}
}
