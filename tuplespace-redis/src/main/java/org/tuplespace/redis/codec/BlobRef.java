package org.tuplespace.redis.codec;

/** Where a stored tuple says that a field of it lies. */
public record BlobRef(int field, String id, long length) {}
