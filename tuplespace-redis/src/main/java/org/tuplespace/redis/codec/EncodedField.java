package org.tuplespace.redis.codec;

import java.util.List;

/** A field in canonical form, and the classes of the typed objects in it, in pre-order. */
record EncodedField(int tag, Output canonical, List<ClassEntry> classes) {

  long length() {
    return canonical.length();
  }

  /** What stands for this field in a key that fixes its value. */
  byte[] keyPart() {
    return length() <= Format.MAX_KEY_PART ? canonical.toByteArray() : Digests.keyPart(keyDigest());
  }

  private byte[] keyDigest() {
    return isAlwaysOutOfLine()
        ? Digests.forKeyOfLong(sha256())
        : Digests.forKey(canonical.chunks());
  }

  /** Then no script ever makes a key of it. */
  private boolean isAlwaysOutOfLine() {
    return length() > Format.MAX_INLINE;
  }

  byte[] sha256() {
    return Digests.sha256(canonical.chunks());
  }

  /** What a tuple keeps of the field where it lies out of line as {@code blobId}. */
  Reference reference(int field, String blobId) {
    byte[] sha256 = sha256();
    byte[] keyDigest = isAlwaysOutOfLine() ? Digests.forKeyOfLong(sha256) : keyDigest();
    return new Reference(field, tag, keyDigest, sha256, length(), blobId);
  }
}
