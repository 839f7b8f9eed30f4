package org.tuplespace.redis.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line as a whole. */
@Command(
    name = "tuples",
    description = "Looks at tuple spaces on Redis, puts and takes tuples, and runs workers.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    versionProvider = Version.class,
    footer = {
      "",
      "Examples:",
      "  tuples out sqrt 5.0              puts (\"sqrt\", 5.0)",
      "  tuples in sqrt '?double'         takes it, or waits for one",
      "  tuples dump > saved              writes all tuples of the space to a file",
      "  tuples out - < saved             puts them back",
      "",
      "./tuples example runs the example programs.",
      "",
      "Exit status: 0 done, 1 nothing matched or not in time, 2 wrong usage,",
      "3 no server, 4 refused."
    },
    subcommands = {
      OutCommand.class,
      InCommand.class,
      RdCommand.class,
      InpCommand.class,
      RdpCommand.class,
      CountCommand.class,
      ReplaceCommand.class,
      DropCommand.class,
      QueueCommand.class,
      WorkersCommand.class,
      WorkerCommand.class,
      StartCommand.class,
      StopCommand.class,
      JobsCommand.class,
      HelpCommand.class,
      CompletionCommand.class
    })
final class TuplesCommand implements Callable<Integer> {

  private final Shell shell;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Tells how to use this command, and ends.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean isHelpWanted;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Tells the version, and ends.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean isVersionWanted;

  @Spec private @Nullable CommandSpec spec;

  TuplesCommand(Shell shell) {
    this.shell = shell;
  }

  Shell shell() {
    return shell;
  }

  @Override
  public Integer call() {
    CommandLine here = Objects.requireNonNull(spec).commandLine();
    here.usage(here.getErr());
    return ExitStatus.USAGE;
  }
}
