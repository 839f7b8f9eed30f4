/** Systems of other languages, measured by scripts of their own. */
@NullMarked
package org.tuplespace.examples.bench.foreign;

import org.jspecify.annotations.NullMarked;
