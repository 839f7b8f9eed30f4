package org.tuplespace.examples.farm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tuplespace.TupleSpace;

/** Workers as threads of the test; the dead are those that the test says are. */
final class ThreadCrew implements Crew {

  private final List<Thread> threads = new ArrayList<>();
  private final List<String> dead = new ArrayList<>();

  /** Starts workers named {@code worker-1} and so on. */
  ThreadCrew(TupleSpace space, String runId, int workers, Computation computation) {
    Run run = Run.find(space, runId).orElseThrow();
    for (int i = 1; i <= workers; i++) {
      Worker worker = new Worker(run, "worker-" + i, computation, task -> {});
      Thread thread = new Thread(() -> work(worker), "worker-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  private static void work(Worker worker) {
    try {
      worker.work();
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
