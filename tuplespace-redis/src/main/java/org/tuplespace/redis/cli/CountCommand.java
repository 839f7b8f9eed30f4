package org.tuplespace.redis.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.TupleSpace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code count}. */
@Command(
    name = "count",
    description = "Prints how many tuples match; without fields, how many there are.",
    footer = {"", "Exit status 0 also if there are none."})
final class CountCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private Fields fields = new Fields();

  @Option(names = "--read-only", description = SpaceOptions.READ_ONLY)
  private boolean isReadOnly;

  @Override
  public Integer call() {
    Template template = fields.isEmpty() ? null : fields.template();
    try (TupleSpace space = isReadOnly ? place.observe() : place.connect()) {
      Output output = new Output(Shell.of(command));
      long count = template == null ? space.stats().tuples() : space.count(template);
      output.line(Long.toString(count));
      output.flush();
      return ExitStatus.DONE;
    }
  }
}
