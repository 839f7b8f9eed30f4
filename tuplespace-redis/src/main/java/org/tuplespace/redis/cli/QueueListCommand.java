package org.tuplespace.redis.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.QueueCounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code queue ls}. */
@Command(
    name = "ls",
    description = "Lists the queues of the space that are in use, with how many jobs are where.")
final class QueueListCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();

  @Option(names = "--json", description = "Prints a line of JSON a queue.")
  private boolean json;

  @Override
  public Integer call() {
    Output output = new Output(Shell.of(command));
    try (TupleSpace space = place.connect()) {
      Rows rows = rows();
      for (String name : JobQueue.names(space)) {
        add(rows, JobQueue.on(space, name));
      }
      rows.print(output, json);
      output.flush();
      return ExitStatus.DONE;
    }
  }

  static Rows rows() {
    return new Rows(
        "queue", "waiting", "delayed", "running", "dead", "results", "workers", "paused");
  }

  static void add(Rows rows, JobQueue queue) {
    QueueCounts counts = queue.counts();
    rows.add(
        queue.name(),
        counts.waiting(),
        counts.delayed(),
        counts.running(),
        counts.dead(),
        counts.results(),
        queue.workers().size(),
        queue.isPaused());
  }
}
