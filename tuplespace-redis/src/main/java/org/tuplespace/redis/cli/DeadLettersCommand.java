package org.tuplespace.redis.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.DeadLetter;
import org.tuplespace.redis.cli.text.TupleText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code queue dead}. */
@Command(
    name = "dead",
    description = "Lists the jobs of a queue that were given up, oldest first, with their errors.",
    footer = {"", "Exit status 1 if an id was given, and there is no dead letter of it."})
final class DeadLettersCommand implements Callable<Integer> {

  private static final int WIDEST_PAYLOAD = 40;

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private QueueOptions queue = new QueueOptions();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "Only that of this job, with its stack trace.")
  private @Nullable String id;

  @Option(names = "--json", description = "Prints a line of JSON a job, with the stack trace.")
  private boolean json;

  @Override
  public Integer call() {
    Output output = new Output(Shell.of(command));
    try (TupleSpace space = place.connect()) {
      List<DeadLetter> letters =
          id == null
              ? queue.in(space).deadLetters().list()
              : queue.in(space).deadLetters().find(id).stream().toList();
      if (json) {
        print(letters, output);
      } else if (id == null) {
        table(letters, output);
      } else {
        letters.forEach(letter -> tell(letter, output));
      }
      output.flush();
      return id != null && letters.isEmpty() ? ExitStatus.NOTHING : ExitStatus.DONE;
    }
  }

  private static void table(List<DeadLetter> letters, Output output) {
    Rows rows = new Rows("job", "given up", "attempts", "payload", "error");
    for (DeadLetter letter : letters) {
      rows.add(
          letter.id(),
          letter.time(),
          letter.attempts(),
          payload(letter, WIDEST_PAYLOAD),
          error(letter));
    }
    rows.print(output, false);
  }

  private static String error(DeadLetter letter) {
    String className = letter.error().className();
    String simple =
        className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    return letter.error().message() == null ? simple : simple + ": " + letter.error().message();
  }

  private static void print(List<DeadLetter> letters, Output output) {
    Rows rows = new Rows("job", "time", "attempts", "payload", "class", "message", "trace");
    for (DeadLetter letter : letters) {
      rows.add(
          letter.id(),
          letter.time(),
          letter.attempts(),
          payload(letter, Integer.MAX_VALUE),
          letter.error().className(),
          letter.error().message(),
          letter.error().stackTrace());
    }
    rows.print(output, true);
  }

  private static void tell(DeadLetter letter, Output output) {
    output.line("job       " + TupleText.printable(letter.id()));
    output.line("given up  " + letter.time());
    output.line("attempts  " + letter.attempts());
    output.line("payload   " + payload(letter, 1000));
    output.line("error     " + TupleText.printable(letter.error().toString()));
    letter.error().stackTrace().lines().map(TupleText::printable).forEach(output::line);
  }

  private static String payload(DeadLetter letter, int limit) {
    return TupleText.ofField(letter.payload(), limit);
  }
}
