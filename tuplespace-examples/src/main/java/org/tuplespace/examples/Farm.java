package org.tuplespace.examples;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tuplespace.examples.farm.Coordinator;
import org.tuplespace.examples.farm.Crew;
import org.tuplespace.examples.farm.Display;
import org.tuplespace.examples.farm.Job;
import org.tuplespace.examples.farm.Joiner;
import org.tuplespace.examples.farm.Outcome;
import org.tuplespace.examples.farm.ProcessCrew;
import org.tuplespace.examples.farm.QueueRun;
import org.tuplespace.examples.farm.Run;
import org.tuplespace.examples.farm.Terminal;

/**
 * Runs jobs, and joins runs, as the options of the command line say; tells of it on standard error.
 */
final class Farm {

  private final FarmOptions options;
  private final Display display = new Display(System.err, Terminal.ofStandardError());

  Farm(FarmOptions options) {
    this.options = options;
  }

  /** Runs a job with worker processes of this machine, and of others if they join. */
  Outcome run(Job job, String purpose) throws InterruptedException {
    try (ConnectedSpace connected = connect(job.kind())) {
      display.message(purpose + ", with " + workers() + ", on " + connected.place() + ".");
      try (Display progress = display) {
        return Coordinator.run(connected.space(), job, run -> crew(connected, run), progress);
      }
    }
  }

  /** What a coordinator does in a run on a job queue. */
  @FunctionalInterface
  interface QueueWork<R> {

    /** Queues the jobs, and takes their results. */
    R coordinate(QueueRun run) throws InterruptedException;
  }

  /** Starts the workers of this machine. */
  @FunctionalInterface
  interface Hiring {

    /** Starts them for the run with the id given. */
    Crew hire(ConnectedSpace connected, String run);
  }

  /** Runs jobs of a queue, with worker processes of this machine, and of others if they join. */
  <R> R run(QueueRun.Goal goal, String purpose, QueueWork<R> work) throws InterruptedException {
    return run(goal, purpose, this::crew, work);
  }

  /** As {@link #run(QueueRun.Goal, String, QueueWork)}, with workers of one's own. */
  <R> R run(QueueRun.Goal goal, String purpose, Hiring hiring, QueueWork<R> work)
      throws InterruptedException {
    try (ConnectedSpace connected = connect(goal.kind())) {
      display.message(purpose + ", with " + workers() + ", on " + connected.place() + ".");
      try (Display progress = display;
          QueueRun run =
              new QueueRun(connected.space(), goal, id -> hiring.hire(connected, id), progress)) {
        R result = work.coordinate(run);
        run.finish();
        return result;
      }
    }
  }

  /** Adds workers to the run that is on, until it is over. */
  int join(String kind, String unit) throws InterruptedException {
    return join(kind, unit, this::crew);
  }

  /** As {@link #join(String, String)}, with workers of one's own. */
  int join(String kind, String unit, Hiring hiring) throws InterruptedException {
    try (ConnectedSpace connected = connect(kind)) {
      Optional<Run> found = Run.findLive(connected.space(), kind);
      if (found.isEmpty()) {
        display.message(
            "No run of "
                + kind
                + " to join in "
                + connected.place()
                + "; start one there by the same command without --join.");
        return ExitStatus.NO_JOB;
      }
      Run run = found.get();
      display.message(
          "Joining " + run.id() + " with " + workers() + ", in " + connected.place() + ".");
      try (Crew crew = hiring.hire(connected, run.id())) {
        Joiner.join(run, crew);
        display.message("Computed " + crew.unitsDone() + " " + unit + " of " + run.id() + ".");
      }
      return ExitStatus.OK;
    }
  }

  /** Who computed how much. */
  void report(String headline, Outcome outcome, String unit) {
    report(headline, outcome.elapsed(), outcome.unitsByWorker(), unit);
  }

  /** As {@link #report(String, Outcome, String)}. */
  void report(String headline, Duration elapsed, Map<String, Long> unitsByWorker, String unit) {
    display.message(headline + ", in " + Report.seconds(elapsed) + ":");
    List<String> lines = Report.workers(unitsByWorker, unit);
    lines.forEach(display::message);
  }

  /** Prints a line on standard error. */
  void tell(String line) {
    display.message(line);
  }

  private ConnectedSpace connect(String kind) {
    return ConnectedSpace.open(options.url(), options.space(kind));
  }

  private ProcessCrew crew(ConnectedSpace connected, String run) {
    WorkerLauncher launcher = new WorkerLauncher(connected.url(), connected.space().name(), run);
    return new ProcessCrew(options.workers(), launcher, display::message);
  }

  /** So many workers on a host, whose name they carry as a label. */
  ProcessCrew crew(ConnectedSpace connected, String run, int workers, String host) {
    WorkerLauncher launcher =
        new WorkerLauncher(connected.url(), connected.space().name(), run, host);
    return new ProcessCrew(workers, host, launcher, display::message);
  }

  private String workers() {
    return options.workers() == 1 ? "1 worker" : options.workers() + " workers";
  }
}
