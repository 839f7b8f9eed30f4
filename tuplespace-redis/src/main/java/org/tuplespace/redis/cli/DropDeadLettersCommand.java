package org.tuplespace.redis.cli;

import java.util.concurrent.Callable;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.DeadLetters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code queue drop}. */
@Command(name = "drop", description = "Drops dead letters, and prints how many.")
final class DropDeadLettersCommand implements Callable<Integer> {

  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private JobIds jobs = new JobIds();

  @Override
  public Integer call() {
    jobs.check();
    try (TupleSpace space = place.connect()) {
      DeadLetters letters = jobs.in(space);
      return jobs.apply(letters::drop, letters::dropAll);
    }
  }
}
