package org.tuplespace.examples.farm;

import org.tuplespace.Tuple;

/**
 * One piece of a job. Doing it twice does no harm.
 *
 * @param number which one of its job, from 0
 * @param size how many of the job's units it holds
 * @param payload what to compute
 */
public record Task(int number, int size, Tuple payload) {}
