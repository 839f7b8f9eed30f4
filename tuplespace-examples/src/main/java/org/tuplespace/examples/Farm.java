package org.tuplespace.examples;

import java.util.List;
import java.util.Optional;
import org.tuplespace.examples.farm.Coordinator;
import org.tuplespace.examples.farm.Display;
import org.tuplespace.examples.farm.Job;
import org.tuplespace.examples.farm.Joiner;
import org.tuplespace.examples.farm.Outcome;
import org.tuplespace.examples.farm.ProcessCrew;
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

  /** Adds workers to the run that is on, until it is over. */
  int join(String kind, String unit) throws InterruptedException {
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
      try (ProcessCrew crew = crew(connected, run.id())) {
        Joiner.join(run, crew);
        display.message("Computed " + crew.unitsDone() + " " + unit + " of " + run.id() + ".");
      }
      return ExitStatus.OK;
    }
  }

  /** Who computed how much. */
  void report(String headline, Outcome outcome, String unit) {
    display.message(headline + ", in " + Report.seconds(outcome.elapsed()) + ":");
    List<String> lines = Report.workers(outcome.unitsByWorker(), unit);
    lines.forEach(display::message);
  }

  private ConnectedSpace connect(String kind) {
    return ConnectedSpace.open(options.url(), options.space(kind));
  }

  private ProcessCrew crew(ConnectedSpace connected, String run) {
    WorkerLauncher launcher = new WorkerLauncher(connected.url(), connected.space().name(), run);
    return new ProcessCrew(options.workers(), launcher, display::message);
  }

  private String workers() {
    return options.workers() == 1 ? "1 worker" : options.workers() + " workers";
  }
}
