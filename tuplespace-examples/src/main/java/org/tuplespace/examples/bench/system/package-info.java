/** What is measured, behind one small interface. */
@NullMarked
package org.tuplespace.examples.bench.system;

import org.jspecify.annotations.NullMarked;
