package org.tuplespace.examples.farm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tuplespace.TupleSpace;

/** Workers as threads of the test; the dead are those that the test says are. */
public final class ThreadCrew implements Crew {

  private final List<Thread> threads = new ArrayList<>();
  private final List<String> dead = new ArrayList<>();

  /** What a worker does until the run is over. */
  private interface Work {
    void work() throws InterruptedException;
  }

  private ThreadCrew(int workers, Function<String, Work> worker) {
    for (int i = 1; i <= workers; i++) {
      Work work = worker.apply("worker-" + i);
      Thread thread = new Thread(() -> doUntilInterrupted(work), "worker-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  /** Starts workers named {@code worker-1} and so on. */
  ThreadCrew(TupleSpace space, String runId, int workers, Computation computation) {
    this(
        workers,
        name ->
            new Worker(Run.find(space, runId).orElseThrow(), name, computation, task -> {})::work);
  }

  /** Starts workers for a run on a job queue. */
  public static ThreadCrew onQueue(TupleSpace space, String runId, int workers) {
    return onQueue(space, runId, "worker", workers);
  }

  /** Starts workers for a run on a job queue, whose names begin with that of their host. */
  public static ThreadCrew onQueue(TupleSpace space, String runId, String host, int workers) {
    Run run = Run.find(space, runId).orElseThrow();
    return new ThreadCrew(
        workers,
        name -> new QueueWorker(run, space, host + "-" + name, List.of(host), done -> {})::work);
  }

  private static void doUntilInterrupted(Work work) {
    try {
      work.work();
    } catch (InterruptedException e) {
      // The test is over.
    }
  }

  void died(String worker) {
    dead.add(worker);
  }

  @Override
  public List<String> checkUp() {
    List<String> names = List.copyOf(dead);
    dead.clear();
    return names;
  }

  @Override
  public long unitsDone() {
    return 0; // nobody asks
  }

  @Override
  public boolean isWorking() {
    return threads.stream().anyMatch(Thread::isAlive);
  }

  @Override
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(timeout.toMillis());
    }
    return !isWorking();
  }

  @Override
  public String lastWords() {
    return "so it goes";
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    threads.forEach(ThreadCrew::join);
  }

  private static void join(Thread thread) {
    boolean interrupted = Thread.interrupted();
    try {
      thread.join();
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
