/** Measures this project beside what else one could use: {@code ./tuples bench}. */
@NullMarked
package org.tuplespace.examples.bench;

import org.jspecify.annotations.NullMarked;
