/**
 * The gateway for unmodified clients of LinuxTuples: {@link
 * org.tuplespace.redis.gateway.LinuxTuplesGateway} speaks their protocol on top of any space.
 *
 * <p>A connection is a {@code Client}. {@code RequestDecoder} makes a {@code WireRequest} of its
 * bytes, {@code Translation} the tuples and templates of a space of that, and {@code Operations}
 * does what is asked; {@code WireWriter} writes the answer. The event loop reads and writes, and
 * never waits for the space; that is for {@code Workers}.
 */
@NullMarked
package org.tuplespace.redis.gateway;

import org.jspecify.annotations.NullMarked;
