package org.tuplespace.redis.cli;

import java.util.concurrent.Callable;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.DeadLetters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code queue requeue}. */
@Command(
    name = "requeue",
    description =
        "Queues jobs again that were given up, as if they had never been tried, and prints how many.")
final class RequeueCommand implements Callable<Integer> {

  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private JobIds jobs = new JobIds();

  @Override
  public Integer call() {
    jobs.check();
    try (TupleSpace space = place.connect()) {
      DeadLetters letters = jobs.in(space);
      return jobs.apply(letters::requeue, letters::requeueAll);
    }
  }
}
