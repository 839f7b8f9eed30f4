package org.tuplespace.redis.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code completion}. */
@Command(
    name = "completion",
    description = "Prints a script that lets bash and zsh complete these commands.",
    footer = {"", "Example:", "  source <(tuples completion)"})
final class CompletionCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine root = Objects.requireNonNull(spec).root().commandLine();
    Output output = new Output(Shell.of(spec));
    output.line(AutoComplete.bash("tuples", root).stripTrailing());
    output.flush();
    return ExitStatus.DONE;
  }
}
