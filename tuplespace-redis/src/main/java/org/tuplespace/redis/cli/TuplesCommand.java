package org.tuplespace.redis.cli;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
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
    })
final class TuplesCommand implements Callable<Integer> {

  /** In the order of the help; each is {@code XxxCommand}, of the command {@code xxx}. */
  static final List<Class<?>> COMMANDS =
      List.of(
          OutCommand.class,
          InCommand.class,
          RdCommand.class,
          InpCommand.class,
          RdpCommand.class,
          CountCommand.class,
          DumpCommand.class,
          WatchCommand.class,
          ReplaceCommand.class,
          DropCommand.class,
          SpacesCommand.class,
          StatsCommand.class,
          QueueCommand.class,
          WorkersCommand.class,
          WorkerCommand.class,
          ServeCommand.class,
          DoctorCommand.class,
          StartCommand.class,
          StopCommand.class,
          JobsCommand.class,
          LinuxtuplesCommand.class,
          HelpCommand.class,
          CompletionCommand.class);

  /** Commands that tell of the others. */
  private static final Set<String> ABOUT_ALL = Set.of("help", "completion");

  private static final String SUFFIX = "Command";

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

  /**
   * Those that the command line is to know. Each takes a while to begin, so where the first
   * argument names one it is that one alone.
   */
  static List<Class<?>> needed(String... args) {
    if (args.length > 0 && !ABOUT_ALL.contains(args[0])) {
      for (Class<?> command : COMMANDS) {
        if (name(command).equals(args[0])) {
          return List.of(command);
        }
      }
    }
    return COMMANDS;
  }

  /** What the command of this class is called. */
  static String name(Class<?> command) {
    String type = command.getSimpleName();
    return type.substring(0, type.length() - SUFFIX.length()).toLowerCase(Locale.ROOT);
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
