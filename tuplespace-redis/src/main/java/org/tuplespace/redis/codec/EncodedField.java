package org.tuplespace.redis.codec;

import java.util.List;
import java.util.function.Supplier;

/** A field in canonical form, and the classes of the typed objects in it, in pre-order. */
record EncodedField(int tag, Output canonical, List<ClassEntry> classes) {

  long length() {
    return canonical.length();
  }

  /** What stands for this field in a key that fixes its value. */
  byte[] keyPart() {
    return length() <= Format.MAX_KEY_PART
        ? canonical.toByteArray()
        : Digests.keyPart(keyDigest(this::sha256));
  }

  /** One longer than a whole tuple may be always lies out of line: no script makes a key of it. */
  private byte[] keyDigest(Supplier<byte[]> sha256) {
    return length() > Format.MAX_INLINE
        ? Digests.forKey(sha256.get())
        : Digests.forKey(canonical.chunks());
  }

  byte[] sha256() {
    return Digests.sha256(canonical.chunks());
  }

  /** What a tuple keeps of the field where it lies out of line as {@code blobId}. */
  Reference reference(int field, String blobId) {
    byte[] sha256 = sha256();
    return new Reference(field, tag, keyDigest(() -> sha256), sha256, length(), blobId);
  }
}
