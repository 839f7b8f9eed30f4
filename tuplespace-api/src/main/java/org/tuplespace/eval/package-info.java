/**
 * Workers for {@link org.tuplespace.TupleSpace#eval}: any process that runs an {@link
 * org.tuplespace.eval.EvalWorker} computes the live tuples of others.
 */
@NullMarked
package org.tuplespace.eval;

import org.jspecify.annotations.NullMarked;
