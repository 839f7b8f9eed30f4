/**
 * A task farm on a tuple space, for examples that cut a computation into independent tasks: a
 * coordinator puts the tasks of a {@link org.tuplespace.examples.farm.Job}, worker processes take
 * them and put results, and nothing but tuples goes between them.
 *
 * <p>Other examples have a job queue in the place of the tasks: {@link
 * org.tuplespace.examples.farm.QueueRun} and {@link org.tuplespace.examples.farm.QueueWorker} are
 * their two sides.
 *
 * <p>{@link org.tuplespace.examples.farm.Run} has the tuples, {@link
 * org.tuplespace.examples.farm.Coordinator} and {@link org.tuplespace.examples.farm.Worker} the two
 * sides, {@link org.tuplespace.examples.farm.ProcessCrew} the processes of this machine.
 */
@NullMarked
package org.tuplespace.examples.farm;

import org.jspecify.annotations.NullMarked;
