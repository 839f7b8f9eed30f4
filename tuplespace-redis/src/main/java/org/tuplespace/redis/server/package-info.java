/**
 * A Redis server of one's own, for examples, tests and demonstrations: {@link
 * org.tuplespace.redis.server.EmbeddedRedis}.
 */
@NullMarked
package org.tuplespace.redis.server;

import org.jspecify.annotations.NullMarked;
