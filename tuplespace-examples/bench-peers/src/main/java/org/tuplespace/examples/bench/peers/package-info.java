/** Adapters to other tuple spaces. */
@NullMarked
package org.tuplespace.examples.bench.peers;

import org.jspecify.annotations.NullMarked;
