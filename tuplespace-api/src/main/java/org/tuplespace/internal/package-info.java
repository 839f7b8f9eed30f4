/**
 * What the implementations of {@link org.tuplespace.TupleSpace} share: argument checks, blocking on
 * a pending result, moving tuples between spaces; and what workers share: leases and presence.
 *
 * <p>Internal: not for users of a space, and free to change between releases.
 */
@NullMarked
package org.tuplespace.internal;

import org.jspecify.annotations.NullMarked;
