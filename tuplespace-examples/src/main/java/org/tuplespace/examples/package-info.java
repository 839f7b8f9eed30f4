/**
 * Programs that a user of a tuple space would write, each an ordinary client of the public API: run
 * {@code ./tuples example} for their list.
 */
@NullMarked
package org.tuplespace.examples;

import org.jspecify.annotations.NullMarked;
