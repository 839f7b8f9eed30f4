package org.tuplespace.redis.cli;

import java.util.concurrent.Callable;
import org.tuplespace.TupleSpace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code queue resume}. */
@Command(name = "resume", description = "Has the workers of a queue take jobs again.")
final class QueueResumeCommand implements Callable<Integer> {

  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private QueueOptions queue = new QueueOptions();

  @Override
  public Integer call() {
    try (TupleSpace space = place.connect()) {
      queue.in(space).resume();
      return ExitStatus.DONE;
    }
  }
}
