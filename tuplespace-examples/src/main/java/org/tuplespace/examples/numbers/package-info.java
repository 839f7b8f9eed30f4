/** The mathematics of the examples: plain code that knows of no tuple space. */
@NullMarked
package org.tuplespace.examples.numbers;

import org.jspecify.annotations.NullMarked;
