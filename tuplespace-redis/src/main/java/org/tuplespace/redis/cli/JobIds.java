package org.tuplespace.redis.cli;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.DeadLetters;
import org.tuplespace.jobs.JobQueue;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which dead letters of a queue a command is about: those of some jobs, or all. */
final class JobIds {

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Parameters(index = "0", paramLabel = "QUEUE", description = "The name of the queue.")
  private String queue = "";

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "ID", description = "The jobs' ids.")
  private List<String> ids = List.of();

  @Option(names = "--all", description = "All that there are.")
  private boolean all;

  DeadLetters in(TupleSpace space) {
    return JobQueue.on(space, queue).deadLetters();
  }

  void check() {
    if (all == !ids.isEmpty()) {
      throw WrongUsage.of(command, "which jobs? Give their ids, or --all instead");
    }
  }

  /**
   * Does it, and prints how many there were.
   *
   * @return the exit status: 1 if a job that was named has no dead letter
   */
  int apply(Predicate<String> one, LongSupplier allOfThem) {
    Shell shell = Shell.of(command);
    int status = ExitStatus.DONE;
    long done = 0;
    if (all) {
      done = allOfThem.getAsLong();
    }
    for (String id : ids) {
      if (one.test(id)) {
        done++;
      } else {
        shell.err().println("there is no dead letter of job " + id);
        status = ExitStatus.NOTHING;
      }
    }
    Output output = new Output(shell);
    output.line(Long.toString(done));
    output.flush();
    return status;
  }
}
