package org.tuplespace.redis.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.OutOptions;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code out}. */
@Command(
    name = "out",
    description = "Puts a tuple; with - as its only field, each tuple of standard input.",
    footer = {
      "",
      "Standard input has a tuple a line, as dump prints them or as JSON. If a line",
      "can't be read, this ends with status 2; what came before it has been put.",
      "",
      "Examples:",
      "  tuples out sqrt 5.0",
      "  tuples out --ttl 1h session 42L \"O'Brien\"",
      "  tuples out matrix '(1, 2)' b64:AAEC",
      "  tuples dump --space old | tuples out --space new -"
    })
final class OutCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private Fields fields = new Fields();

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      description = "How long the tuple lives, such as 500ms, 5s or 2m; for ever without it.")
  private @Nullable Duration timeToLive;

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      description = "How long until it can be seen; none without it.")
  private @Nullable Duration delay;

  @Override
  public Integer call() {
    OutOptions options = options();
    if (fields.is("-")) {
      CleanEnd.endAtOnce(); // while it waits for a line, all before it has been put
      try (TupleSpace space = place.connect()) {
        new TupleInput(Shell.of(command).in()).putInto(space, options);
      } catch (TupleInput.LineException e) {
        throw WrongUsage.of(command, e);
      } catch (IOException e) {
        throw new CommandException(
            "standard input can't be read (" + e.getMessage() + "); what came before was put", e);
      }
      return ExitStatus.DONE;
    }
    Tuple tuple = fields.tuple();
    try (TupleSpace space = place.connect()) {
      space.out(tuple, options);
    }
    return ExitStatus.DONE;
  }

  private OutOptions options() {
    try {
      return new OutOptions(timeToLive, delay == null ? Duration.ZERO : delay);
    } catch (IllegalArgumentException e) {
      throw WrongUsage.of(command, e);
    }
  }
}
