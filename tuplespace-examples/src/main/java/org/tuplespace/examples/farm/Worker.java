package org.tuplespace.examples.farm;

import java.util.Optional;
import java.util.function.Consumer;
import org.tuplespace.Tuple;

/** Takes tasks of a run and puts their results, until the run is over. */
public final class Worker {

  private final Run run;
  private final String name;
  private final Computation computation;
  private final Consumer<Task> onDelivered;

  /**
   * A worker.
   *
   * @param name unique among the run's workers
   * @param onDelivered told of each task after its result is in the space
   */
  public Worker(Run run, String name, Computation computation, Consumer<Task> onDelivered) {
    this.run = run;
    this.name = name;
    this.computation = computation;
    this.onDelivered = onDelivered;
  }

  /**
   * Works until the run is over.
   *
   * @throws FarmException if the coordinator is dead
   * @throws InterruptedException if interrupted; the task under way is left to the coordinator
   */
  public void work() throws InterruptedException {
    Heartbeat heartbeat = run.workerHeartbeat(name);
    try {
      Optional<Task> next = run.claim(name);
      while (next.isPresent()) {
        compute(next.get());
        next = run.claim(name);
      }
    } finally {
      heartbeat.close();
    }
  }

  private void compute(Task task) throws InterruptedException {
    Tuple result;
    try {
      result = computation.compute(task.payload());
    } catch (RuntimeException e) {
      run.fail(name, task, e);
      return;
    }
    if (run.deliver(name, task, result)) {
      onDelivered.accept(task);
    }
  }
}
