/**
 * How tuples and templates become bytes, and stored bytes tuples again; see docs/encoding.md.
 *
 * <p>Internal to this module: nothing here is API, and all of it may change. Knows no server.
 */
@NullMarked
package org.tuplespace.redis.codec;

import org.jspecify.annotations.NullMarked;
