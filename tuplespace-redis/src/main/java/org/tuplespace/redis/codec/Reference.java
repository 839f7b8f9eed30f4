package org.tuplespace.redis.codec;

import java.nio.charset.StandardCharsets;

/** What a stored tuple keeps of a field that lies out of line. */
@SuppressWarnings("ArrayRecordComponent") // held for a moment, never compared
record Reference(int field, int tag, byte[] keyDigest, byte[] sha256, long length, String blobId) {

  static Reference read(int field, Input data) {
    int at = data.position();
    if (data.remaining() <= Format.REFERENCE_LENGTH) {
      throw data.corrupt("a reference to content out of line that is too short", at);
    }
    int tag = data.unsignedByte();
    byte[] keyDigest = data.bytes(Format.KEY_DIGEST_LENGTH);
    byte[] sha256 = data.bytes(Format.SHA256_LENGTH);
    long length = data.bigEndian(8);
    byte[] id = data.rest();
    for (byte each : id) {
      if (each < 0x20 || each > 0x7e) {
        throw data.corrupt("a blob id that is not ASCII", at);
      }
    }
    if (length <= Format.MIN_OUT_OF_LINE || length > Format.MAX_FIELD) {
      throw data.corrupt("content out of line of " + length + " bytes", at);
    }
    return new Reference(
        field, tag, keyDigest, sha256, length, new String(id, StandardCharsets.US_ASCII));
  }

  /** How many bytes {@link #write} makes with this id. */
  static long writtenLength(String blobId) {
    byte[] keyDigest = new byte[Format.KEY_DIGEST_LENGTH];
    byte[] sha256 = new byte[Format.SHA256_LENGTH];
    return new Reference(0, 0, keyDigest, sha256, 0, blobId).write().length();
  }

  Output write() {
    Output data =
        new Output()
            .put(tag)
            .bytes(keyDigest)
            .bytes(sha256)
            .bigEndian(length, 8)
            .bytes(blobId.getBytes(StandardCharsets.US_ASCII));
    return new Output().extension(Format.OUT_OF_LINE, data);
  }
}
