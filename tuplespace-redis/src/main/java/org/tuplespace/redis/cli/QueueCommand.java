package org.tuplespace.redis.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code queue}, which has those on job queues below it. */
@Command(
    name = "queue",
    description = "Looks at job queues, and steers them.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  tuples queue ls",
      "  tuples queue put render '\"frame-7\"'",
      "  tuples queue dead render",
      "  tuples queue requeue render --all"
    },
    subcommands = {
      QueueListCommand.class,
      QueueShowCommand.class,
      QueuePutCommand.class,
      QueueCancelCommand.class,
      QueuePauseCommand.class,
      QueueResumeCommand.class,
      QueueDrainCommand.class,
      DeadLettersCommand.class,
      RequeueCommand.class,
      DropDeadLettersCommand.class
    })
final class QueueCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    throw WrongUsage.of(command, "which command of queue?");
  }
}
