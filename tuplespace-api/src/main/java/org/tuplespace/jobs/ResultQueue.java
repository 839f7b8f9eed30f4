package org.tuplespace.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/**
 * The results of a queue's jobs, to be taken as they come or by job. A result stays until somebody
 * takes it. Timeouts, interrupts and errors are those of {@link TupleSpace}. Thread-safe.
 *
 * @param <R> the type of the results, which is not checked
 */
public final class ResultQueue<R extends @Nullable Object> {

  private final TupleSpace space;
  private final QueueTuples tuples;

  ResultQueue(TupleSpace space, QueueTuples tuples) {
    this.space = space;
    this.tuples = tuples;
  }

  /** Takes the oldest result, and waits for one. */
  public JobResult<R> take() throws InterruptedException {
    return JobResult.of(space.in(tuples.results()));
  }

  /** As {@link #take()}, or empty if there was none in time. */
  public Optional<JobResult<R>> take(Duration timeout) throws InterruptedException {
    return space.in(tuples.results(), timeout).map(JobResult::of);
  }

  /** Takes up to {@code max} results in one step, the oldest first, and waits for one. */
  public List<JobResult<R>> takeSome(int max) throws InterruptedException {
    return space.inAll(tuples.results(), max).stream().map(JobResult::<R>of).toList();
  }

  /** Takes the result of one job, and waits for it. */
  public JobResult<R> take(String id) throws InterruptedException {
    return JobResult.of(space.in(tuples.result(id)));
  }

  /** As {@link #take(String)}, or empty if it wasn't there in time. */
  public Optional<JobResult<R>> take(String id, Duration timeout) throws InterruptedException {
    return space.in(tuples.result(id), timeout).map(JobResult::of);
  }

  /**
   * Takes the result of one job when it comes. The future fails with {@link JobFailedException} if
   * the job did. Completing or cancelling the future leaves the result to others.
   */
  public CompletableFuture<R> takeAsync(String id) {
    return takeAsync(id, JobResult::<R>cast);
  }

  CompletableFuture<R> takeAsync(String id, Function<@Nullable Object, R> as) {
    CompletableFuture<Tuple> wait = space.inAsync(tuples.result(id));
    CompletableFuture<R> value =
        wait.thenApply(tuple -> as.apply(JobResult.<@Nullable Object>of(tuple).value()));
    value.whenComplete((got, error) -> wait.cancel(false));
    return value;
  }

  /** How many results there are. */
  public long count() {
    return space.count(tuples.results());
  }
}
