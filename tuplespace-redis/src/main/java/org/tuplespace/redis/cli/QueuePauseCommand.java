package org.tuplespace.redis.cli;

import java.util.concurrent.Callable;
import org.tuplespace.TupleSpace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code queue pause}. */
@Command(
    name = "pause",
    description =
        "Has the workers of a queue take no further job, wherever they are; jobs can be queued.")
final class QueuePauseCommand implements Callable<Integer> {

  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private QueueOptions queue = new QueueOptions();

  @Override
  public Integer call() {
    try (TupleSpace space = place.connect()) {
      queue.in(space).pause();
      return ExitStatus.DONE;
    }
  }
}
