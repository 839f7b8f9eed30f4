package org.tuplespace.redis.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.Cancellation;
import org.tuplespace.jobs.JobQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code queue cancel}. */
@Command(
    name = "cancel",
    description = "Ends jobs that wait or run; their result is that they were cancelled.",
    footer = {
      "",
      "Prints for each what it found: waiting, running, pending if its worker has not",
      "answered, or not_found. Exit status 1 if one was not found."
    })
final class QueueCancelCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private QueueOptions name = new QueueOptions();

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "ID", description = "The jobs' ids.")
  private List<String> ids = List.of();

  @Override
  public Integer call() throws InterruptedException {
    Output output = new Output(Shell.of(command));
    int status = ExitStatus.DONE;
    try (TupleSpace space = place.connect()) {
      JobQueue queue = name.in(space);
      for (String id : ids) {
        Cancellation found = queue.cancel(id);
        if (found == Cancellation.NOT_FOUND) {
          status = ExitStatus.NOTHING;
        }
        output.line(id + " " + Words.of(found));
        output.flush();
      }
    }
    return status;
  }
}
