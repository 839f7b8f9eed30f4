/** Compares ratios within one run with those recorded, to find what has become slower. */
@NullMarked
package org.tuplespace.examples.bench.guard;

import org.jspecify.annotations.NullMarked;
