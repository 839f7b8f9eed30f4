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

  byte[] keyDigest() {
    return Digests.forKey(canonical.chunks());
  }

  byte[] sha256() {
    return Digests.sha256(canonical.chunks());
  }
}
