/**
 * Tuple spaces on a Redis server. Public are {@link org.tuplespace.redis.TupleSpaces}, which
 * connects, its builder, and what the builder takes; the rest is the client's inside, which
 * docs/internals.md walks through.
 */
@NullMarked
package org.tuplespace.redis;

import org.jspecify.annotations.NullMarked;
