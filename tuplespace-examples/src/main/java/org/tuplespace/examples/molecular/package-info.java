/**
 * Molecular dynamics of argon: {@link org.tuplespace.examples.molecular.Simulation} advances the
 * atoms, and has the forces computed here by one thread or, by {@link
 * org.tuplespace.examples.molecular.ForceJob}, by the workers of a job queue, with the same bits.
 *
 * <p>Numbers are in the reduced units of the Lennard-Jones potential: lengths in sigma, energies in
 * epsilon, masses in that of an atom, temperatures in epsilon / k. {@link
 * org.tuplespace.examples.molecular.Argon} turns them into those of argon.
 */
@NullMarked
package org.tuplespace.examples.molecular;

import org.jspecify.annotations.NullMarked;
