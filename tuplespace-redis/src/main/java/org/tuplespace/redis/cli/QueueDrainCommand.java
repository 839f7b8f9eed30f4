package org.tuplespace.redis.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code queue drain}. */
@Command(
    name = "drain",
    description = "Waits until no job of a queue is left: none waits, is delayed, or is run.",
    footer = {"", "Exit status 1 if there still are some when the time is over."})
final class QueueDrainCommand implements Callable<Integer> {

  /** Longer than anybody waits. */
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private QueueOptions queue = new QueueOptions();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "Waits so long at most, such as 30s, 5m or 2h; else without end.")
  private @Nullable Duration timeout;

  @Override
  public Integer call() throws InterruptedException {
    try (TupleSpace space = place.connect()) {
      boolean isEmpty = queue.in(space).drain(timeout == null ? FOR_EVER : timeout);
      return isEmpty ? ExitStatus.DONE : ExitStatus.NOTHING;
    }
  }
}
