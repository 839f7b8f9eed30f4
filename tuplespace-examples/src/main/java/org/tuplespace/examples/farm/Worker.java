package org.tuplespace.examples.farm;

import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.tuplespace.Transaction;
import org.tuplespace.TransactionEndedException;
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
   * @throws InterruptedException if interrupted; the task under way goes back
   */
  public void work() throws InterruptedException {
    try (Heartbeat heartbeat = run.workerHeartbeat(name);
        KeptAlive alive = new KeptAlive()) {
      boolean goesOn;
      do {
        goesOn = doOneTask(alive);
      } while (goesOn);
    }
  }

  /** Whether there may be another. */
  private boolean doOneTask(KeptAlive alive) throws InterruptedException {
    try (Transaction transaction = run.begin()) {
      Future<?> renewals = alive.keep(transaction);
      try {
        Optional<Task> next = run.take(transaction);
        if (next.isEmpty()) {
          return false;
        }
        doTask(next.get(), transaction);
      } finally {
        renewals.cancel(false);
      }
    } catch (TransactionEndedException e) {
      // This process was stopped for so long that the task is back, and another may do it.
    }
    return true;
  }

  private void doTask(Task task, Transaction transaction) throws InterruptedException {
    Tuple result;
    try {
      result = computation.compute(task.payload());
    } catch (RuntimeException e) {
      transaction.out(run.failure(name, task, e));
      transaction.commit();
      return;
    }
    transaction.out(run.result(name, task, result));
    transaction.commit();
    onDelivered.accept(task);
  }
}
