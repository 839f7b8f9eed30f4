package org.tuplespace.redis.cli;

import java.io.PrintWriter;
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.redis.server.EmbeddedRedisException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in a line what went wrong, and tells the shell by the status. */
final class ErrorReport implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException exception, String[] args) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    err.println(name + ": " + message(exception));
    UnmatchedArgumentException.printSuggestions(exception, err);
    err.println("See " + name + " --help");
    return ExitStatus.USAGE;
  }

  private static String message(ParameterException exception) {
    boolean isOfRoot = exception.getCommandLine().getParent() == null;
    if (isOfRoot && exception instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      return word.startsWith("-")
          ? "options come after the command, and " + masked(word) + " stands before it"
          : "there is no command " + masked(word);
    }
    return masked(String.valueOf(exception.getMessage()));
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult parsed) {
    if (isInterrupt(exception)) {
      return ExitStatus.INTERRUPTED; // by the person, who knows
    }
    if (exception instanceof ClosedPipeException closed && closed.isReaderGone()) {
      return ExitStatus.CLOSED_PIPE;
    }
    if (exception instanceof BackendUnavailableException) {
      return say(exception, command, ExitStatus.NO_SERVER);
    }
    if (exception instanceof IllegalArgumentException) { // what only connecting checks
      return say(exception, command, ExitStatus.USAGE);
    }
    if (exception instanceof TupleSpaceException
        || exception instanceof ClosedPipeException
        || exception instanceof CommandException
        || exception instanceof EmbeddedRedisException) {
      return say(exception, command, ExitStatus.REFUSED);
    }
    exception.printStackTrace(command.getErr()); // of nobody's but the program's own making
    return ExitStatus.FAULT;
  }

  /** Also while connecting, which says that the server can't be reached. */
  private static boolean isInterrupt(Throwable thrown) {
    Throwable each = thrown;
    while (each != null && !(each instanceof InterruptedException)) {
      each = each.getCause();
    }
    return each != null;
  }

  /** A url that was mistyped, or misplaced, has a password too. */
  private static String masked(String message) {
    return message.replaceAll("(://)[^\\s'\"]*@", "$1...@");
  }

  private static int say(Exception exception, CommandLine command, int status) {
    command
        .getErr()
        .println(
            command.getCommandSpec().qualifiedName()
                + ": "
                + masked(String.valueOf(exception.getMessage())));
    return status;
  }
}
