package org.tuplespace.redis.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.cli.text.Syntax;
import org.tuplespace.redis.cli.text.TextException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code replace}. */
@Command(
    name = "replace",
    description =
        "Removes all tuples that match, puts one, in one step, and prints how many were removed.",
    footer = {"", "Example:", "  tuples replace '(config, rate, ?)' '(config, rate, 2.5)'"})
final class ReplaceCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();

  @Parameters(index = "0", paramLabel = "TEMPLATE", description = "In round brackets.")
  private String template = "";

  @Parameters(index = "1", paramLabel = "TUPLE", description = "In round brackets.")
  private String tuple = "";

  @Override
  public Integer call() {
    Template removed;
    Tuple put;
    try {
      removed = Syntax.template(template);
      put = Syntax.tuple(tuple);
    } catch (TextException e) {
      throw WrongUsage.of(command, e);
    }
    try (TupleSpace space = place.connect()) {
      Output output = new Output(Shell.of(command));
      output.line(Long.toString(space.replace(removed, put)));
      output.flush();
      return ExitStatus.DONE;
    }
  }
}
