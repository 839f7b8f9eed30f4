/**
 * The case studies of V. Buravlev, R. De Nicola, C. A. Mezzina, "Evaluating the efficiency of Linda
 * implementations", written anew for one interface.
 */
@NullMarked
package org.tuplespace.examples.bench.published;

import org.jspecify.annotations.NullMarked;
