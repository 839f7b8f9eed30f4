package org.tuplespace.redis.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code stats}. */
@Command(
    name = "stats",
    description = "Tells how many tuples a space has, who waits for what, and more.",
    footer = {
      "",
      "With --json a reading is a line, an object with: time, space, tuples, delayed,",
      "claimed (taken, not yet acknowledged), held (by transactions), outs (put since",
      "the space began), taken (gone of these), outs_per_second and taken_per_second",
      "(null without a reading before), bytes (about), blocked_ins, blocked_rds,",
      "sessions, transactions; indexes, a list of arity, pattern and ready; waiting,",
      "a list of takes, template, calls and since; and with --queue queues, a list of",
      "queue, waiting, delayed, running, dead, results, workers and paused.",
      "",
      "In a pattern V is a field whose value the templates fix, T one whose type, *",
      "neither.",
      "",
      "Examples:",
      "  tuples stats --watch                    as top does",
      "  tuples stats --json --queue render      for scaling by the length of a queue:",
      "      ... | jq '.queues[0].waiting'"
    })
final class StatsCommand implements Callable<Integer> {

  private static final Duration EVERY = Duration.ofSeconds(2);

  /** Homes the cursor of a terminal and clears what is below. */
  private static final String CLEAR = "\u001b[H\u001b[2J";

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();

  @Option(
      names = "--queue",
      paramLabel = "QUEUE",
      description = "Tells of this job queue too; may be given several times.")
  private List<String> queues = List.of();

  @Option(
      names = "--watch",
      description = "Goes on until Ctrl-C; at a terminal each reading takes the place of the last.")
  private boolean isWatching;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      description =
          "The time between two readings, 2s unless given. Without --watch there are two readings"
              + " so far apart, and the second is printed, with the rates since the first.")
  private @Nullable Duration interval;

  @Option(
      names = "--read-only",
      description =
          "For --queue by a user of the server who may not write: jobs are counted without"
              + " indexes of their own, which takes longer where there are many. Without --queue"
              + " nothing is written anyway.")
  private boolean isReadOnly;

  @Option(names = "--json", description = "Prints a line of JSON a reading.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Duration pause = interval == null ? EVERY : interval;
    if (pause.toMillis() < 1) {
      throw WrongUsage.of(command, "--interval is too short; write for example --interval 2s");
    }
    Shell shell = Shell.of(command);
    Output output = new Output(shell);
    try (TupleSpace space = queues.isEmpty() || isReadOnly ? place.observe() : place.connect()) {
      SpaceReading reading = SpaceReading.of(space, queues, null);
      if (!isWatching && interval != null) {
        Thread.sleep(pause.toMillis());
        reading = SpaceReading.of(space, queues, reading);
      }
      print(reading, output, shell);
      while (isWatching) {
        Thread.sleep(pause.toMillis());
        reading = SpaceReading.of(space, queues, reading);
        print(reading, output, shell);
      }
    }
    return ExitStatus.DONE;
  }

  private void print(SpaceReading reading, Output output, Shell shell) {
    if (json) {
      output.line(SpaceReport.json(reading));
    } else {
      boolean inPlace = isWatching && shell.isTerminal();
      SpaceReport.print(reading, output, inPlace ? CLEAR : "");
      if (isWatching && !inPlace) {
        output.line("");
      }
    }
    output.flush();
  }
}
