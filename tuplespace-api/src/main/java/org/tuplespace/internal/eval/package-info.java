/**
 * Evaluating live tuples: {@link org.tuplespace.internal.eval.Evaluator} is the side of who calls
 * {@code eval}, {@link org.tuplespace.internal.eval.LiveTuple} what caller and worker take, {@link
 * org.tuplespace.internal.eval.EvalTuples} the tuples between them.
 *
 * <p>Internal: not for users of a space, and free to change between releases.
 */
@NullMarked
package org.tuplespace.internal.eval;

import org.jspecify.annotations.NullMarked;
