package org.tuplespace.redis.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code rd}. */
@Command(
    name = "rd",
    description =
        "Prints the oldest tuple that matches, and leaves it there; waits if there is none.",
    footer = {"", "Example:", "  tuples rd --timeout 5s config '?' '?'"})
final class RdCommand implements Callable<Integer> {

  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private TupleOutput output = new TupleOutput();
  @Mixin private Fields fields = new Fields();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description =
          "Waits so long at most, such as 500ms, 5s or 2m; 0s looks once. Without it the wait has"
              + " no end.")
  private @Nullable Duration timeout;

  @Override
  public Integer call() throws InterruptedException {
    Template template = fields.template();
    try (TupleSpace space = place.connect()) {
      Optional<Tuple> read =
          timeout == null ? Optional.of(space.rd(template)) : space.rd(template, timeout);
      read.ifPresent(output::line);
      output.flush();
      return read.isPresent() ? ExitStatus.DONE : ExitStatus.NOTHING;
    }
  }
}
