/**
 * Job queues on a tuple space: jobs that are run exactly once, by workers on any number of
 * machines.
 *
 * <p>Everything here is a convention on tuples, written on {@link org.tuplespace.TupleSpace} alone:
 * {@code docs/conventions.md} gives each tuple's fields, so that any program that can put and take
 * tuples can take part.
 */
@NullMarked
package org.tuplespace.jobs;

import org.jspecify.annotations.NullMarked;
