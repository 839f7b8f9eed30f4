package org.tuplespace.redis.cli;

import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;
import org.tuplespace.redis.cli.text.TupleJson;
import org.tuplespace.redis.cli.text.TupleText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How tuples are printed: one a line, whole for a pipe, long fields cut for a person. */
final class TupleOutput {

  private static final int WIDEST_FIELD = 200;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--json",
      description = "Prints each tuple as a line of JSON, an array of its fields.")
  private boolean json;

  private @Nullable Output output;

  void line(Tuple tuple) {
    output().line(text(tuple));
  }

  /** What is printed by now has arrived when this returns; errors as {@link Output#flush}. */
  void flush() {
    output().flush();
  }

  private Output output() {
    if (output == null) {
      output = new Output(Shell.of(command));
    }
    return output;
  }

  private String text(Tuple tuple) {
    if (json) {
      return TupleJson.of(tuple);
    }
    return Shell.of(command).isTerminal() ? TupleText.of(tuple, WIDEST_FIELD) : TupleText.of(tuple);
  }
}
