/**
 * The inside of {@link org.tuplespace.LocalTupleSpace}: tuples and waiters in indexes that follow
 * the templates, under one lock.
 *
 * <p>Internal: not for users of a space, and free to change between releases.
 */
@NullMarked
package org.tuplespace.local;

import org.jspecify.annotations.NullMarked;
