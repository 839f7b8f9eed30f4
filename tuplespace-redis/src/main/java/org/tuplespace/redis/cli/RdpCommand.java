package org.tuplespace.redis.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code rdp}. */
@Command(
    name = "rdp",
    description =
        "Prints the oldest tuple that matches, and leaves it there; ends with status 1 if there is"
            + " none.")
final class RdpCommand implements Callable<Integer> {

  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private TupleOutput output = new TupleOutput();
  @Mixin private Fields fields = new Fields();

  @Option(names = "--read-only", description = SpaceOptions.READ_ONLY)
  private boolean isReadOnly;

  @Override
  public Integer call() {
    Template template = fields.template();
    try (TupleSpace space = isReadOnly ? place.observe() : place.connect()) {
      Optional<Tuple> read = space.rdp(template);
      read.ifPresent(output::line);
      output.flush();
      return read.isPresent() ? ExitStatus.DONE : ExitStatus.NOTHING;
    }
  }
}
