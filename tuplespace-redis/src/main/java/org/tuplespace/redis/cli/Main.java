package org.tuplespace.redis.cli;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;

/** Runs the command line, for the launcher {@code tuples}. */
public final class Main {

  private Main() {}

  /** Runs the command that the arguments name, and ends the JVM with its status. */
  public static void main(String[] args) {
    CleanEnd.exitWith(() -> run(Shell.ofProcess(), args));
  }

  /**
   * Runs the command that the arguments name in this shell.
   *
   * @return its exit status
   */
  public static int run(Shell shell, String... args) {
    return commandLine(shell, TuplesCommand.needed(args)).execute(args);
  }

  /** With all commands. */
  static CommandLine commandLine(Shell shell) {
    return commandLine(shell, TuplesCommand.COMMANDS);
  }

  private static CommandLine commandLine(Shell shell, List<Class<?>> commands) {
    CommandLine commandLine = new CommandLine(new TuplesCommand(shell));
    commands.forEach(commandLine::addSubcommand);
    ErrorReport errors = new ErrorReport();
    commandLine.setExpandAtFiles(false); // a field may begin with @
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setOut(writer(shell.out()));
    commandLine.setErr(writer(shell.err()));
    commandLine.registerConverter(Duration.class, Durations::parse);
    commandLine.setParameterExceptionHandler(errors);
    commandLine.setExecutionExceptionHandler(errors);
    for (CommandLine command : commandLine.getSubcommands().values()) {
      if (command.getCommandSpec().mixins().values().stream()
          .anyMatch(mixin -> mixin.userObject() instanceof Fields)) {
        command.setUnmatchedOptionsArePositionalParams(true); // -5 is a field; Fields checks
      }
    }
    return commandLine;
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
