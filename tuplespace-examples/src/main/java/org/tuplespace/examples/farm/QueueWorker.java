package org.tuplespace.examples.farm;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.Worker;

/** Runs the jobs of a {@link QueueRun}, one at a time, until the run is over. */
public final class QueueWorker {

  private static final Duration REPORT_INTERVAL = Duration.ofMillis(500);

  /** As long as it is after the end of the run, nothing under way is wanted any more. */
  private static final Duration GRACE = Duration.ZERO;

  private final Run run;
  private final TupleSpace space;
  private final String name;
  private final List<String> labels;
  private final LongConsumer onDone;

  /**
   * A worker.
   *
   * @param name unique among the run's workers
   * @param labels what it carries, for jobs that require or prefer a label
   * @param onDone told now and then how many more jobs have ended
   */
  public QueueWorker(
      Run run, TupleSpace space, String name, Collection<String> labels, LongConsumer onDone) {
    this.run = run;
    this.space = space;
    this.name = name;
    this.labels = List.copyOf(labels);
    this.onDone = onDone;
  }

  /**
   * Works until the run is over.
   *
   * @throws FarmException if the coordinator is dead
   * @throws InterruptedException if interrupted; the job under way goes back
   */
  public void work() throws InterruptedException {
    Worker.Builder builder =
        Worker.on(QueueRun.queue(space, run))
            .name(name)
            .concurrency(1)
            .labels(labels.toArray(String[]::new))
            .grace(GRACE);
    try (Expected<Tuple> end = run.expectDone();
        Worker worker = builder.start()) {
      long reported = 0;
      boolean over;
      do {
        over = end.poll(REPORT_INTERVAL).isPresent();
        long done = worker.info().done();
        if (done > reported) {
          onDone.accept(done - reported);
          reported = done;
        }
        if (!over && !run.hasCoordinator()) {
          throw new FarmException("the coordinator of " + run.id() + " is gone");
        }
      } while (!over);
    }
  }
}
