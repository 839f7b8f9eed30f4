/**
 * The programs by which Linda is usually taught, one a file, each on nothing but a {@link
 * org.tuplespace.TupleSpace}: to be read, and to be copied.
 *
 * <p>Most are in N. Carriero and D. Gelernter, "How to Write Parallel Programs", MIT Press, 1990.
 * Processes are begun by {@code eval}, in threads of the program, or in other processes if they run
 * an {@link org.tuplespace.eval.EvalWorker}.
 */
@NullMarked
package org.tuplespace.examples.linda;

import org.jspecify.annotations.NullMarked;
