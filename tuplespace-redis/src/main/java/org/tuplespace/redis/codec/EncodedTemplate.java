package org.tuplespace.redis.codec;

/**
 * A template as scripts read it.
 *
 * @param shape a letter per field: V an actual, T an exact formal, * anything else
 * @param key what the index of the shape lists matching tuples under
 * @param exact whether shape and key alone decide if a tuple matches
 * @param tests the whole template, for what shape and key don't decide; a MessagePack array
 */
@SuppressWarnings("ArrayRecordComponent") // sent as it is, never compared
public record EncodedTemplate(int arity, String shape, byte[] key, boolean exact, byte[] tests) {}
