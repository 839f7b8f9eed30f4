package org.tuplespace.examples;

import java.io.PrintWriter;
import java.util.Arrays;
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.redis.cli.CleanEnd;
import org.tuplespace.redis.server.EmbeddedRedisException;
import picocli.CommandLine;

/** Runs the examples, for the launcher {@code ./tuples example}. */
public final class Main {

  private Main() {}

  /**
   * Runs the example that the arguments name, and ends the JVM with its status. A leading {@code
   * example} may be there or not.
   */
  public static void main(String[] args) {
    boolean named = args.length > 0 && args[0].equals("example");
    String[] arguments = named ? Arrays.copyOfRange(args, 1, args.length) : args;
    needNoScreen();
    CleanEnd.exitWith(() -> commandLine().execute(arguments));
  }

  /** Pictures are drawn in memory; on some systems the JDK would open a window system for them. */
  static void needNoScreen() {
    System.setProperty("java.awt.headless", "true");
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new ExampleCommand());
    LindaCommand.addTo(commandLine);
    commandLine.setExecutionExceptionHandler(
        (exception, command, parsed) -> report(exception, command));
    return commandLine;
  }

  /** Says in a line what went wrong, if that is for the user to know. */
  private static int report(Exception exception, CommandLine command) throws Exception {
    PrintWriter err = command.getErr();
    if (exception instanceof InterruptedException) {
      err.println("tuples: interrupted");
      return ExitStatus.INTERRUPTED;
    }
    if (exception instanceof IllegalArgumentException) {
      // The url or the name of the space, which only connecting checks.
      err.println("tuples: " + exception.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    if (exception instanceof BackendUnavailableException) {
      err.println("tuples: " + exception.getMessage());
      return ExitStatus.SERVER_UNREACHABLE;
    }
    if (exception instanceof TupleSpaceException
        || exception instanceof FarmException
        || exception instanceof EmbeddedRedisException) {
      err.println("tuples: " + exception.getMessage());
      return ExitStatus.FAILED;
    }
    throw exception;
  }
}
