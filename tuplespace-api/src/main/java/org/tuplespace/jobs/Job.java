package org.tuplespace.jobs;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work that travels with everything it holds, and is run by whichever {@link Worker}
 * takes it.
 *
 * <p>Its class must be present there and, on a server, allowed, as that of any other object in a
 * tuple. It may be run more than once, if a worker dies over it, but only one run takes effect.
 *
 * @param <R> what it results in; anything that a tuple can hold
 */
@FunctionalInterface
public interface Job<R extends @Nullable Object> extends Serializable {

  /**
   * Does the work.
   *
   * @throws Exception to have it tried again later, or given up, as its {@link RetryPolicy} says
   */
  R run(JobContext context) throws Exception;
}
