package org.tuplespace.redis.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.WorkerInfo;
import org.tuplespace.redis.cli.text.TupleText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code queue show}. */
@Command(
    name = "show",
    description = "Shows a queue: how many jobs are where, who works on it, and at what.",
    footer = {"", "With --json there is a line for the queue; workers has the others."})
final class QueueShowCommand implements Callable<Integer> {

  private static final int WIDEST_PROGRESS = 60;

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private QueueOptions name = new QueueOptions();

  @Option(names = "--json", description = "Prints a line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Output output = new Output(Shell.of(command));
    try (TupleSpace space = place.connect()) {
      JobQueue queue = name.in(space);
      Rows rows = QueueListCommand.rows();
      QueueListCommand.add(rows, queue);
      rows.print(output, json);
      if (!json) {
        tell(output, queue, queue.workers());
      }
      output.flush();
      return ExitStatus.DONE;
    }
  }

  private static void tell(Output output, JobQueue queue, List<WorkerInfo> workers) {
    if (!workers.isEmpty()) {
      output.line("");
      Rows rows = WorkersCommand.rows();
      workers.forEach(worker -> WorkersCommand.add(rows, queue.name(), worker));
      rows.print(output, false);
    }
    Rows running = new Rows("running job", "worker", "progress");
    for (WorkerInfo worker : workers) {
      for (String id : worker.running()) {
        running.add(id, worker.name(), progress(queue, id));
      }
    }
    if (!running.isEmpty()) {
      output.line("");
      running.print(output, false);
    }
  }

  private static @Nullable String progress(JobQueue queue, String id) {
    return queue
        .progress(id)
        .map(told -> told instanceof String text ? text : TupleText.ofField(told, WIDEST_PROGRESS))
        .orElse(null);
  }
}
