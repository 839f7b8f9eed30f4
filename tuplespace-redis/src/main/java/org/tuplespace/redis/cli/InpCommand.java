package org.tuplespace.redis.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.tuplespace.Template;
import org.tuplespace.TupleSpace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code inp}. */
@Command(
    name = "inp",
    description =
        "Takes the oldest tuple that matches and prints it; ends with status 1 if there is none.",
    footer = {"", "As in --timeout 0s."})
final class InpCommand implements Callable<Integer> {

  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private TupleOutput output = new TupleOutput();
  @Mixin private Fields fields = new Fields();

  @Override
  public Integer call() throws InterruptedException {
    Template template = fields.template();
    try (TupleSpace space = place.connect();
        Taking taking = new Taking(space, output)) {
      return taking.take(template, 1, Duration.ZERO) > 0 ? ExitStatus.DONE : ExitStatus.NOTHING;
    }
  }
}
