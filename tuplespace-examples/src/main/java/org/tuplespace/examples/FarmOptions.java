package org.tuplespace.examples;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of the examples that work with worker processes. */
final class FarmOptions {

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Mixin private ServerOptions server = new ServerOptions();

  @Option(
      names = "--space",
      paramLabel = "NAME",
      description = "The name of the space; by default the name of the example.")
  private @Nullable String space;

  private int workers = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "How many worker processes to start; by default one for each processor.")
  void setWorkers(int count) {
    if (count < 1) {
      throw wrongUsage("--workers must be at least 1, not " + count);
    }
    workers = count;
  }

  @Option(
      names = "--join",
      description =
          "Add workers to the run of this example that is on in the space, rather than start one."
              + " Needs --redis or "
              + ServerOptions.URL_VARIABLE
              + ".")
  private boolean join;

  /** The server to use, if one is given. */
  Optional<String> url() {
    return server.url();
  }

  String space(String byDefault) {
    return space != null ? space : byDefault;
  }

  int workers() {
    return workers;
  }

  boolean isJoin() {
    if (join && url().isEmpty()) {
      throw wrongUsage("--join needs the server of the run: add --redis URL");
    }
    return join;
  }

  ParameterException wrongUsage(String message) {
    if (command == null) {
      throw new IllegalStateException("options without a command");
    }
    return new ParameterException(command.commandLine(), message);
  }
}
