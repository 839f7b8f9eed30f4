/**
 * Replicas of a simulation of argon by GROMACS: {@link
 * org.tuplespace.examples.gromacs.SimulateSegment} is the job, which runs {@code gmx} and queues
 * what follows; {@link org.tuplespace.examples.gromacs.Replicas} takes the frames in order and
 * checks them.
 */
@NullMarked
package org.tuplespace.examples.gromacs;

import org.jspecify.annotations.NullMarked;
