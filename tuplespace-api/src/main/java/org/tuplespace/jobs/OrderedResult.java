package org.tuplespace.jobs;

import org.jspecify.annotations.Nullable;

/**
 * One of {@link OrderedResults}.
 *
 * @param index its place in the order, from 0
 */
public record OrderedResult<R extends @Nullable Object>(long index, R value) {}
