package org.tuplespace.redis.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.SpaceStats;
import org.tuplespace.redis.TupleSpaces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code spaces}. */
@Command(
    name = "spaces",
    description = "Lists the spaces of a server.",
    footer = {
      "",
      "PUT counts the tuples put since a space began. BYTES is about what the server",
      "keeps for it. BLOCKED counts the calls that wait for a tuple, SESSIONS the",
      "clients."
    })
final class SpacesCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--json", description = "Prints a line of JSON a space.")
  private boolean json;

  @Override
  public Integer call() {
    List<SpaceStats> spaces = TupleSpaces.stats(server.url());
    if (spaces.isEmpty()) {
      Objects.requireNonNull(command)
          .commandLine()
          .getErr()
          .println("tuples spaces: there are no spaces on this server yet");
      return ExitStatus.DONE;
    }
    Rows rows =
        new Rows(
            "space", "tuples", "delayed", "put", "bytes", "blocked", "sessions", "transactions");
    for (SpaceStats each : spaces) {
      rows.add(
          each.name(),
          each.tuples(),
          each.delayed(),
          each.outs(),
          each.bytes().isPresent() ? each.bytes().getAsLong() : null,
          each.blockedIns() + each.blockedRds(),
          each.sessions(),
          each.transactions());
    }
    Output output = new Output(Shell.of(command));
    rows.print(output, json);
    output.flush();
    return ExitStatus.DONE;
  }
}
