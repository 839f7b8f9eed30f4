package org.tuplespace.redis.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.TupleSpace;
import org.tuplespace.Watch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code watch}. */
@Command(
    name = "watch",
    description = "Prints what happens to the tuples that match, or to all, as it happens.",
    footer = {
      "",
      "+ is a tuple that can be seen: it was put, its delay is over, or it was put",
      "back; - one that is gone: taken, replaced, or at the end of its time to live.",
      "At a terminal the time stands before it. A line that begins with ! tells how",
      "many events were missed, matching or not, since the connection was lost or",
      "this was too slow.",
      "",
      "With --json a line is an object: time (as this client saw it), event (out,",
      "removed, gap), and tuple, or missed.",
      "",
      "Ends with Ctrl-C, or when nobody reads its output any more."
    })
final class WatchCommand implements Callable<Integer> {

  /** After so long without an event it is looked whether anybody still reads. */
  private static final Duration QUIET = Duration.ofMillis(500);

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private Fields fields = new Fields();

  @Option(names = "--json", description = "Prints a line of JSON an event.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Template template = fields.isEmpty() ? null : fields.template();
    Shell shell = Shell.of(command);
    Output output = new Output(shell);
    try (ReaderCheck reader = ReaderCheck.of(shell);
        TupleSpace space = place.connect()) {
      EventLog log = new EventLog(json, shell.isTerminal());
      try (Watch watch = template == null ? space.watch(log) : space.watch(template, log)) {
        do {
          for (String line = log.next(QUIET); line != null; line = log.next(Duration.ZERO)) {
            output.line(line);
          }
          output.flush();
          requireOpen(space);
        } while (!reader.isGone());
      }
    }
    return ExitStatus.CLOSED_PIPE;
  }

  /** A watch is not told that its space is gone; a call is, and this one asks no server. */
  private static void requireOpen(TupleSpace space) {
    space.stream().close();
  }
}
