package org.tuplespace.redis.cli;

import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code dump}. */
@Command(
    name = "dump",
    description = "Prints the tuples that match, or all of them, oldest first; they stay there.",
    footer = {
      "",
      "However many there are, the server goes on serving others meanwhile. What",
      "comes or goes during the dump may be in it or not. Times to live and delays",
      "are not part of it: what is delayed is not printed, and what is put back",
      "stays. With a template it may follow what is put meanwhile, and so not end if it",
      "is put back into the same space. Exit status 0 also if there are none. Nothing is written to the server,",
      "so that a user who may only read can dump.",
      "",
      "Examples:",
      "  tuples dump > saved             all tuples of the space",
      "  tuples out - < saved            puts them back, in their order",
      "  tuples dump job '?' '?int'      those that match"
    })
final class DumpCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private TupleOutput output = new TupleOutput();
  @Mixin private Fields fields = new Fields();

  @Option(names = "--limit", paramLabel = "N", description = "Prints so many at most, the oldest.")
  private long limit = Long.MAX_VALUE;

  @Override
  public Integer call() {
    CleanEnd.endAtOnce(); // whoever reads may have stopped to
    if (limit < 0 && command != null) {
      throw new ParameterException(
          command.commandLine(), "--limit is " + limit + "; it can't be negative");
    }
    Template template = fields.isEmpty() ? null : fields.template();
    try (TupleSpace space = place.observe()) {
      Stream<Tuple> tuples = template == null ? space.stream() : space.stream(template);
      try {
        tuples.limit(limit).forEach(output::line);
      } finally {
        output.flush(); // whole lines, also where the server fails
      }
      return ExitStatus.DONE;
    }
  }
}
