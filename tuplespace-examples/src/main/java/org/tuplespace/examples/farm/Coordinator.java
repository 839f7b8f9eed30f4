package org.tuplespace.examples.farm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceException;

/** Puts the tasks of a job, takes the results, and looks after the workers meanwhile. */
public final class Coordinator {

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration INSPECTION_INTERVAL = Duration.ofSeconds(2);
  private static final Duration LEAVING_TIME = Duration.ofSeconds(10);

  private final Job job;
  private final Run run;
  private final Display display;
  private final @Nullable Tuple[] results;
  private final Map<String, Long> unitsByWorker = new TreeMap<>();
  private final long totalUnits;
  private final double totalCost;
  private final long startNanos = System.nanoTime();
  private int tasksDone;
  private boolean isEnough;
  private long unitsDone;
  private double costDone;
  private Duration nextInspection = INSPECTION_INTERVAL;

  private Coordinator(TupleSpace space, Job job, Display display) {
    this.job = job;
    this.run = Run.create(space, job);
    this.display = display;
    this.results = new @Nullable Tuple[job.tasks().size()];
    this.totalUnits = job.tasks().stream().mapToLong(Task::size).sum();
    this.totalCost = job.tasks().stream().mapToDouble(job.cost()).sum();
  }

  /**
   * Runs a job to its end. None of its tuples stay in the space but some that go by themselves
   * within a minute and, where it ends early and a worker was killed over a task, those that the
   * next run of the kind removes.
   *
   * @param hire starts workers for the run with the id given
   * @throws FarmException if a task can't be done, or no worker is left
   * @throws InterruptedException if interrupted; the workers are told to leave
   */
  public static Outcome run(TupleSpace space, Job job, Function<String, Crew> hire, Display display)
      throws InterruptedException {
    Run.removeAbandoned(space, job.kind());
    return new Coordinator(space, job, display).run(hire);
  }

  private Outcome run(Function<String, Crew> hire) throws InterruptedException {
    Heartbeat heartbeat = run.coordinatorHeartbeat();
    try {
      run.open(job.tasks());
      try (Crew crew = hire.apply(run.id())) {
        while (tasksDone < results.length && !isEnough) {
          try (Expected<List<Tuple>> next = run.expectResults()) {
            List<Tuple> come = await(next, crew);
            come.forEach(tuple -> accept(Run.Result.of(tuple)));
          }
        }
        display.show(progress());
        Outcome outcome = outcome();
        run.announceDone();
        crew.awaitEnd(LEAVING_TIME);
        return outcome;
      }
    } finally {
      heartbeat.close();
      cleanUp();
    }
  }

  private List<Tuple> await(Expected<List<Tuple>> next, Crew crew) throws InterruptedException {
    while (true) {
      display.show(progress());
      lookAfter(crew);
      Optional<List<Tuple>> come = next.poll(POLL);
      if (come.isPresent()) {
        return come.get();
      }
    }
  }

  private void accept(Run.Result result) {
    if (results[result.number()] != null) {
      return;
    }
    Task task = job.tasks().get(result.number());
    results[result.number()] = result.payload();
    unitsByWorker.merge(result.worker(), (long) task.size(), Long::sum);
    tasksDone++;
    unitsDone += task.size();
    costDone += job.cost().applyAsDouble(task);
    isEnough |= job.isEnough().test(result.payload());
  }

  private void lookAfter(Crew crew) throws InterruptedException {
    for (String dead : crew.checkUp()) {
      run.bury(dead);
    }
    if (elapsed().compareTo(nextInspection) < 0) {
      return;
    }
    nextInspection = elapsed().plus(INSPECTION_INTERVAL);
    Optional<String> failure = run.failure();
    if (failure.isPresent()) {
      throw new FarmException(failure.get());
    }
    if (!run.isOpen()) {
      throw new FarmException("the run was removed from the space by somebody else");
    }
    if (!crew.isWorking() && !run.hasWorkers()) {
      throw new FarmException("no worker is left. " + crew.lastWords());
    }
  }

  private Progress progress() {
    double fraction = unitsDone == totalUnits ? 1 : costDone / totalCost;
    return new Progress(job.kind(), fraction, unitsDone, totalUnits, job.unit(), elapsed());
  }

  private Outcome outcome() {
    List<Tuple> inOrder = new ArrayList<>();
    for (Tuple result : results) {
      if (result != null) {
        inOrder.add(result);
      }
    }
    return new Outcome(inOrder, Collections.unmodifiableMap(unitsByWorker), elapsed());
  }

  private void cleanUp() {
    try {
      run.announceDone();
      if (tasksDone + run.removeTasksAndResults() == results.length) {
        run.removeJob();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TupleSpaceException e) {
      // The server is away, which the run itself has met with; the next one tidies up.
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
