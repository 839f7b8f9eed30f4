package org.tuplespace.jobs;

import org.jspecify.annotations.Nullable;

/**
 * Does, on the side of the worker, the work of jobs that are plain data.
 *
 * @param <P> the jobs' payload
 * @param <R> what they result in; anything that a tuple can hold
 */
@FunctionalInterface
public interface JobHandler<P, R extends @Nullable Object> {

  /**
   * Does the work of one job; on several threads at once, if the worker has several.
   *
   * @throws Exception to have the job tried again later, or given up, as its {@link RetryPolicy}
   *     says
   */
  R handle(P payload, JobContext context) throws Exception;
}
