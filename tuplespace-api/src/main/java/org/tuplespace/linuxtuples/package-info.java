/**
 * The operations of LinuxTuples by their old names, for programs that come over: {@link
 * org.tuplespace.linuxtuples.LinuxTuples}.
 */
@NullMarked
package org.tuplespace.linuxtuples;

import org.jspecify.annotations.NullMarked;
