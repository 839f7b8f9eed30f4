/** Benchmarks of what runs in nanoseconds: {@code ./tuples jmh}. */
@NullMarked
package org.tuplespace.examples.bench.jmh;

import org.jspecify.annotations.NullMarked;
