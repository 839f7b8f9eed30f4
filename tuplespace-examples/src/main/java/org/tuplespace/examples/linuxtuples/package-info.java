/**
 * The programs that users of LinuxTuples have, as they are written for a {@link
 * org.tuplespace.TupleSpace}: one a file, on nothing but a space. Each checks itself.
 * docs/porting-linuxtuples.md shows them beside the old ones.
 */
@NullMarked
package org.tuplespace.examples.linuxtuples;

import org.jspecify.annotations.NullMarked;
