package org.tuplespace.redis.cli;

import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.JobQueue;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The queue that a command works on. */
final class QueueOptions {

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Parameters(index = "0", paramLabel = "QUEUE", description = "The name of the queue.")
  private String name = "";

  JobQueue in(TupleSpace space) {
    if (name.isEmpty()) {
      throw WrongUsage.of(command, "the name of the queue is empty");
    }
    return JobQueue.on(space, name);
  }
}
