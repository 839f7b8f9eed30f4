package org.tuplespace.redis.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.TupleSpace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code in}. */
@Command(
    name = "in",
    description = "Takes the oldest tuple that matches and prints it; waits if there is none.",
    footer = {
      "",
      "A tuple is gone from the space when it has been printed. If it can't be, or",
      "this is interrupted or killed, it is back in its place, after a kill within",
      "30 seconds; killed at the wrong moment, it is both printed and back. What has gone into a pipe counts as printed: for the first ten take",
      "--max 10, not head.",
      "",
      "Examples:",
      "  tuples in sqrt '?double'",
      "  tuples in --timeout 5s job '?' '?string'",
      "  tuples in --follow --json result '?' '?' | jq '.[2]'"
    })
final class InCommand implements Callable<Integer> {

  private static final int BATCH = 200;

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private TupleOutput output = new TupleOutput();
  @Mixin private Fields fields = new Fields();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description =
          "Waits so long at most, such as 500ms, 5s or 2m; 0s looks once. With --follow, so long"
              + " after the last one. Without it the wait has no end.")
  private @Nullable Duration timeout;

  @Option(
      names = "--max",
      paramLabel = "N",
      description =
          "Takes up to N: waits for the first, and takes what else is there. With --follow, ends"
              + " after N.")
  private @Nullable Long max;

  @Option(names = "--follow", description = "Takes all that match, now and later.")
  private boolean follow;

  @Override
  public Integer call() throws InterruptedException {
    if (max != null && max < 1) {
      throw WrongUsage.of(command, "--max must be at least 1, not " + max);
    }
    Template template = fields.template();
    long wanted = max != null ? max : follow ? Long.MAX_VALUE : 1;
    try (TupleSpace space = place.connect();
        Taking taking = new Taking(space, output)) {
      return take(taking, template, wanted) > 0 ? ExitStatus.DONE : ExitStatus.NOTHING;
    }
  }

  private long take(Taking taking, Template template, long wanted) throws InterruptedException {
    long taken = 0;
    while (taken < wanted) {
      Duration patience = taken == 0 || follow ? timeout : Duration.ZERO;
      int some = taking.take(template, (int) Math.min(BATCH, wanted - taken), patience);
      if (some == 0) {
        break;
      }
      taken += some;
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return taken;
  }
}
