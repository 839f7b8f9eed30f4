/**
 * The fault suite: real processes and a real Redis, both killed, stopped and cut off, and an
 * account of what came of it. Run by {@code ./mvnw verify -Pfaults}; docs/faults.md says what is
 * counted.
 *
 * <p>Each process writes down what it asks and what it is told, before and after each call, in a
 * {@link org.tuplespace.redis.faults.Ledger}. {@link org.tuplespace.redis.faults.Ledgers} reads
 * them when all is over, {@link org.tuplespace.redis.faults.Account} finds what was lost, doubled
 * or reordered. A scenario is a class named {@code ...Faults} that drives a {@link
 * org.tuplespace.redis.faults.FaultRun}.
 */
package org.tuplespace.redis.faults;
