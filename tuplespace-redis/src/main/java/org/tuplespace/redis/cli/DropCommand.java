package org.tuplespace.redis.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.TupleSpaces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code drop}. */
@Command(
    name = "drop",
    description = "Removes a space with everything in it. What is blocked on it, anywhere, fails.",
    footer = {"", "Example:", "  tuples drop --space trial --yes"})
final class DropCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();

  @Option(names = "--yes", description = "Needed, since nothing brings the space back.")
  private boolean isSure;

  @Override
  public Integer call() {
    String name = place.name();
    if (!isSure) {
      throw WrongUsage.of(
          command,
          "this removes space \"" + name + "\" with everything in it; if you are sure, add --yes");
    }
    if (!TupleSpaces.names(place.url()).contains(name)) {
      Shell.of(command).err().println("tuples drop: there is no space \"" + name + "\"");
      return ExitStatus.NOTHING;
    }
    try (TupleSpace space = place.connect()) {
      space.drop();
      return ExitStatus.DONE;
    }
  }
}
